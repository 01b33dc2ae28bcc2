import { ApiBlueprint, fetchApiRef } from '@backstage/frontend-plugin-api';
import {
  DefaultRunbookDrawer,
  runbookDrawerApiRef,
  runbooksApiRef,
} from '@naru/plugin-runbooks-react';
import { RunbooksClient } from '../api/RunbooksClient';

export const runbooksApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: runbooksApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new RunbooksClient({ fetchApi }),
    }),
});

export const runbookDrawerApi = ApiBlueprint.make({
  name: 'drawer',
  params: defineParams =>
    defineParams({
      api: runbookDrawerApiRef,
      deps: {},
      factory: () => new DefaultRunbookDrawer(),
    }),
});
