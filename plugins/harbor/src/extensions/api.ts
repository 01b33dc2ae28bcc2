import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { harborApiRef } from '../api/HarborApi';
import { HarborClient } from '../api/HarborClient';

export const harborApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: harborApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new HarborClient({ fetchApi }),
    }),
});
