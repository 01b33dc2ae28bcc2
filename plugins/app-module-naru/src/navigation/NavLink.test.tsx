import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  type AppNode,
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { screen } from '@testing-library/react';
import { NavLink } from './NavLink';

function page(id: string) {
  const link = (
    <NavLink
      node={{ spec: { id } } as AppNode}
      href="/here"
      title="Title of the plugin"
      icon={<svg />}
      routeRef={createRouteRef()}
    />
  );
  return createFrontendPlugin({
    pluginId: 'test',
    extensions: [
      PageBlueprint.make({ params: { path: '/', loader: async () => link } }),
    ],
  });
}

const inLanguage = (defaultLanguage: string) => ({
  app: {
    baseUrl: 'http://localhost:3000',
    extensions: [
      {
        'api:app/app-language': {
          config: { availableLanguages: ['en', 'ko'], defaultLanguage },
        },
      },
    ],
  },
  backend: { baseUrl: 'http://localhost:7007' },
});

describe('NavLink', () => {
  jest.setTimeout(30_000);

  // The app keeps its language there.
  afterEach(() => localStorage.clear());

  it.each([
    ['en', 'page:kubevirt', 'Virtual machines'],
    ['ko', 'page:kubevirt', '가상 머신'],
    ['ko', 'page:unknown', 'Title of the plugin'],
  ])(
    'names a page in the language of the reader',
    async (language, id, name) => {
      renderTestApp({ features: [page(id)], config: inLanguage(language) });
      expect(
        await screen.findByRole('link', { name }, { timeout: 8_000 }),
      ).toHaveAttribute('href', '/here');
    },
  );
});
