import { createApiMock, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { progressAt } from '../../__fixtures__/changes';
import { gitopsCalls } from '../../__fixtures__/gitopsCalls';
import { gitopsApiRef } from '../../api/GitopsApi';
import { changeCard } from '../../extensions/entity';

const gitopsApiMock = createApiMock(gitopsApiRef, gitopsCalls);

function open(annotations: Record<string, string>) {
  const gitopsApi = gitopsApiMock({
    getProgress: jest.fn().mockResolvedValue(progressAt('object', 'done')),
  });
  renderTestApp({
    extensions: [
      createTestEntityPage({
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Resource',
          metadata: { namespace: 'team1-staging', name: 'web-01', annotations },
          spec: { type: 'virtual-machine', owner: 'group:default/team1' },
        },
      }),
      changeCard,
    ],
    apis: [gitopsApi],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
  return gitopsApi;
}

describe('ChangeCard', () => {
  it('shows the change that made the entity, without a link to where the reader is', async () => {
    const gitopsApi = open({
      'naru.io/request': 'platform:naru/vm/team1-staging/web-01',
    });
    expect(
      await screen.findByText(
        'Add virtual machine web-01 to team1-staging',
        {},
        { timeout: 8_000 },
      ),
    ).toBeInTheDocument();
    expect(gitopsApi.getProgress).toHaveBeenCalledWith(
      { repository: 'platform', branch: 'naru/vm/team1-staging/web-01' },
      expect.anything(),
    );
    expect(
      screen.queryByRole('link', { name: 'Open web-01' }),
    ).not.toBeInTheDocument();
  });

  it('is not on the page of an entity that no change made', async () => {
    const gitopsApi = open({});
    await waitFor(() =>
      expect(screen.queryByText('Change request')).not.toBeInTheDocument(),
    );
    expect(gitopsApi.getProgress).not.toHaveBeenCalled();
  });
});
