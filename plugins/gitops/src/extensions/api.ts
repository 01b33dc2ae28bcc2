import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { previewApiRef, PreviewClient } from '@naru/plugin-naru-react';
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

export const previewApi = ApiBlueprint.make({
  name: 'preview',
  params: defineParams =>
    defineParams({
      api: previewApiRef,
      deps: { fetchApi: fetchApiRef, scaffolderApi: scaffolderApiRef },
      factory: deps => new PreviewClient(deps),
    }),
});
