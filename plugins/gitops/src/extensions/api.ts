import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { gitopsApiRef } from '../api/GitopsApi';
import { GitopsClient } from '../api/GitopsClient';

export const gitopsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: gitopsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new GitopsClient({ fetchApi }),
    }),
});
