import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { StartPage } from './StartPage';

const page = (pluginId: string, path: string, element = <div />) =>
  createFrontendPlugin({
    pluginId,
    extensions: [
      PageBlueprint.make({ params: { path, loader: async () => element } }),
    ],
  });

describe('StartPage', () => {
  jest.setTimeout(30_000);

  it('greets the person and leads to the pages that are installed, where they are', async () => {
    renderTestApp({
      features: [
        page('start', '/', <StartPage />),
        page('kubevirt', '/machines'),
        page('catalog', '/catalog'),
      ],
      apis: [
        mockApis.identity({
          userEntityRef: 'user:default/dev1',
          displayName: 'Kim Dana',
        }),
      ],
    });

    expect(
      await screen.findByRole(
        'heading',
        { name: 'Hello, Kim Dana' },
        { timeout: 8_000 },
      ),
    ).toBeVisible();
    const links = within(screen.getByRole('article')).getAllByRole('link');
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/machines',
      '/catalog',
    ]);
    expect(links[0]).toHaveTextContent('Virtual machines');
  });
});
