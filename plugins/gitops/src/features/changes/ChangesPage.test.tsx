import { createApiMock, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { changeRequest } from '../../__fixtures__/changes';
import { gitopsApiRef } from '../../api/GitopsApi';
import plugin from '../../plugin';

const gitopsApiMock = createApiMock(gitopsApiRef, () => ({
  listChanges: jest.fn(),
  getProgress: jest.fn(),
}));

const PATIENT = { timeout: 4_000 };

describe('ChangesPage', () => {
  it('lists change requests with their state and the way to the forge', async () => {
    renderTestApp({
      features: [plugin],
      apis: [
        gitopsApiMock({
          listChanges: jest
            .fn()
            .mockResolvedValue({ items: [changeRequest()] }),
        }),
      ],
      initialRouteEntries: ['/changes'],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
    expect(
      await screen.findByRole(
        'link',
        { name: 'Add virtual machine web-01 to team1-staging' },
        PATIENT,
      ),
    ).toHaveAttribute(
      'href',
      '/changes/platform?branch=naru%2Fvm%2Fteam1-staging%2Fweb-01',
    );
  });
});
