import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import { kubevirtApiRef } from '../api/KubevirtApi';
import { KubevirtClient } from '../api/KubevirtClient';

export const kubevirtApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: kubevirtApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new KubevirtClient({ fetchApi }),
    }),
});
