import {
  createApiMock,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { list, liveCluster, summary } from '../../__fixtures__/machines';
import { kubevirtApiRef } from '../../api/KubevirtApi';
import plugin from '../../plugin';
import { requestFormRouteRef } from '../../routes';

const kubevirtApiMock = createApiMock(kubevirtApiRef, () => ({
  listVms: jest.fn(),
  getVm: jest.fn(),
  power: jest.fn(),
}));

const PATIENT = { timeout: 4_000 };

describe('VmListPage', () => {
  it('shows each machine with its live state, and links to its page and the request form', async () => {
    const kubevirtApi = kubevirtApiMock({
      listVms: jest.fn().mockResolvedValue(
        list([
          summary(),
          summary({
            name: 'db-01',
            status: 'Provisioning',
            progress: '45.1%',
            ip: undefined,
            ips: [],
            node: undefined,
          }),
        ]),
      ),
    });
    renderTestApp({
      features: [plugin],
      apis: [kubevirtApi],
      initialRouteEntries: ['/virtual-machines'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/create/templates/:namespace/:templateName': requestFormRouteRef,
      },
    });
    const link = await screen.findByRole('link', { name: 'web-01' }, PATIENT);
    expect(link).toHaveAttribute(
      'href',
      '/catalog/team1-staging/resource/web-01',
    );
    expect(screen.getByText('10.42.3.17')).toBeInTheDocument();
  });
});
