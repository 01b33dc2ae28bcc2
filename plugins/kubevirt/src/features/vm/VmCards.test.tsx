import {
  createApiMock,
  renderInTestApp,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { VirtualMachine } from '@naru/plugin-kubevirt-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeSignals,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import {
  FakeRunbooks,
  matchedCase,
} from '@naru/plugin-runbooks-react/testUtils';
import { liveCluster, machine } from '../../__fixtures__/machines';
import { kubevirtApiRef, type KubevirtApi } from '../../api/KubevirtApi';
import { vmDisksCard, vmStatusCard } from '../../extensions/entity';
import { changesRouteRef, rootRouteRef } from '../../routes';

const kubevirtApiMock = createApiMock(kubevirtApiRef, () => ({
  listVms: jest.fn(),
  getVm: jest.fn(),
  power: jest.fn().mockResolvedValue({ message: 'accepted' }),
}));

const PATIENT = { timeout: 8_000 };

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { namespace: 'team1-staging', name: 'web-01' },
  spec: { type: 'virtual-machine', owner: 'group:default/team1' },
};

/** Opens the page of the entity of web-01 on the routes that a test answers. */
function open(
  api: Partial<KubevirtApi>,
  options: {
    signals?: FakeSignals;
    korean?: boolean;
    spec?: object;
    runbooks?: FakeRunbooks;
  } = {},
) {
  const toast = { post: jest.fn().mockReturnValue({ close: jest.fn() }) };
  renderTestApp({
    extensions: [
      createTestEntityPage({
        entity: { ...entity, spec: { ...entity.spec, ...options.spec } },
      }),
      vmStatusCard,
      vmDisksCard,
    ],
    apis: [
      kubevirtApiMock(api),
      [toastApiRef, toast],
      [signalApiRef, options.signals ?? new FakeSignals()],
      ...(options.runbooks ?? new FakeRunbooks()).apis(),
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/virtual-machines': rootRouteRef,
      '/changes': changesRouteRef,
    },
    ...(options.korean ? { config: koreanConfig } : {}),
  });
  return { toast };
}

function answering(...machines: VirtualMachine[]) {
  const getVm: jest.MockedFunction<KubevirtApi['getVm']> = jest.fn();
  // Both cards ask, the status card first.
  machines.forEach(vm =>
    getVm
      .mockResolvedValueOnce({ vm, cluster: liveCluster })
      .mockResolvedValueOnce({ vm, cluster: liveCluster }),
  );
  return getVm.mockResolvedValue({
    vm: machines[machines.length - 1],
    cluster: liveCluster,
  });
}

const stopped = machine({
  status: 'Stopped',
  ready: false,
  node: undefined,
  ip: undefined,
  ips: [],
  interfaces: [],
  guest: undefined,
  power: {
    start: { possible: true, allowed: true, interrupts: false },
    stop: {
      possible: false,
      allowed: true,
      interrupts: true,
      reason: 'not-running',
    },
    restart: {
      possible: false,
      allowed: true,
      interrupts: true,
      reason: 'not-running',
    },
  },
});

describe('runbooks of a machine', () => {
  jest.setTimeout(30_000);

  it('stand beside its state, its conditions and its disks', async () => {
    const message = 'dial tcp: lookup images.example.com: no such host';
    open(
      {
        getVm: answering(
          machine({
            status: 'DataVolumeError',
            conditions: [
              {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
              },
            ],
            disks: [
              {
                name: 'root',
                dataVolume: 'web-01-root',
                phase: 'ImportInProgress',
                message,
              },
            ],
          }),
        ),
      },
      {
        runbooks: new FakeRunbooks(({ status, condition, message: words }) => {
          if (status) {
            return matchedCase({ id: 'KV-001', title: 'Disk error' });
          }
          return condition
            ? matchedCase({ id: 'KV-002', title: 'No place' })
            : matchedCase({ id: 'KV-008', title: words });
        }),
      },
    );
    expect(
      await screen.findByRole('button', { name: /Disk error/ }, PATIENT),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: 'Conditions' })).getByRole(
        'button',
        { name: /No place/ },
      ),
    ).toBeInTheDocument();
    expect(
      within(await screen.findByRole('table', {}, PATIENT)).getByRole(
        'button',
        { name: /no such host/ },
      ),
    ).toBeInTheDocument();
  });

  it('are not asked for while it runs', async () => {
    const runbooks = new FakeRunbooks(() => matchedCase());
    open(
      {
        getVm: answering(
          machine({ conditions: [{ type: 'Ready', status: 'True' }] }),
        ),
      },
      { runbooks },
    );
    expect(
      await screen.findByText('Guest system', {}, PATIENT),
    ).toBeInTheDocument();
    expect(runbooks.asked).toEqual([]);
  });
});

describe('VmStatusCard', () => {
  jest.setTimeout(30_000);

  it('shows what the machine does, where it is and what it is made of', async () => {
    open({ getVm: answering(machine()) });

    const facts = within(
      (await screen.findByText('Guest system', {}, PATIENT)).closest('dl')!,
    );
    expect(screen.getByText('Running')).toBeInTheDocument();
    expect(facts.getByText('10.42.3.17')).toBeInTheDocument();
    expect(facts.getByText('node-3')).toBeInTheDocument();
    expect(facts.getByText('2 vCPU · 4 GiB')).toBeInTheDocument();
    expect(facts.getByText('20 GiB')).toBeInTheDocument();
    expect(facts.getByText('Ubuntu 24.04.1 LTS')).toBeInTheDocument();
    expect(
      facts.getByRole('link', { name: 'Ubuntu 24.04 LTS' }),
    ).toHaveAttribute('href', '/catalog/golden-images/resource/ubuntu-24-04');
    expect(
      facts.getByText('Until it is stopped; restarted when it fails'),
    ).toBeInTheDocument();
    expect(facts.getByText('team1-vms-staging')).toBeInTheDocument();
  });

  it("says each condition in plain words, with KubeVirt's own beside them", async () => {
    open({ getVm: answering(machine()) });

    const conditions = within(
      await screen.findByRole('region', { name: 'Conditions' }, PATIENT),
    );
    const [migratable, ready] = conditions.getAllByRole('listitem');
    expect(migratable).toHaveTextContent(
      'It cannot move while it runs; it stops when its node is taken down.',
    );
    expect(migratable).toHaveTextContent('PVC web-01-root is not shared');
    expect(migratable).toHaveTextContent(
      'LiveMigratable=False (DisksNotLiveMigratable)',
    );
    expect(ready).toHaveTextContent('The guest is up and answers.');
  });

  it('puts a failure in front, in words that tell what to do', async () => {
    open({
      getVm: answering(
        machine({
          status: 'ErrorUnschedulable',
          message: '0/5 nodes are available: 5 Insufficient memory.',
        }),
      ),
    });
    expect(
      await screen.findByText(
        '0/5 nodes are available: 5 Insufficient memory.',
        {},
        PATIENT,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/Ask for a smaller size/)).toBeInTheDocument();
  });

  it('follows the machine when a signal names it, and ignores others', async () => {
    const signals = new FakeSignals();
    const getVm = answering(
      machine({ status: 'Starting', ready: false }),
      machine(),
    );
    open({ getVm }, { signals });
    await screen.findByText('Starting', {}, PATIENT);
    const before = getVm.mock.calls.length;

    signals.send('kubevirt:vms', {
      entityRefs: ['resource:team1-staging/other'],
    });
    signals.send('kubevirt:vms', {
      entityRefs: ['resource:team1-staging/web-01'],
    });

    expect(await screen.findByText('Running', {}, PATIENT)).toBeInTheDocument();
    expect(getVm.mock.calls.length).toBe(before + 2);
  });

  it('starts at once, and says so', async () => {
    const user = userEvent.setup();
    const power = jest.fn().mockResolvedValue({ message: 'accepted' });
    const { toast } = open({ getVm: answering(stopped), power });

    await user.click(
      await screen.findByRole('button', { name: 'Start' }, PATIENT),
    );
    expect(power).toHaveBeenCalledWith(
      { namespace: 'team1-staging', name: 'web-01' },
      'start',
    );
    await waitFor(() =>
      expect(toast.post).toHaveBeenCalledWith(
        expect.objectContaining({
          status: 'success',
          title: 'web-01 is starting',
        }),
      ),
    );
    expect(screen.getByRole('button', { name: 'Stop' })).toBeDisabled();
  });

  it('asks before it interrupts, naming the machine, and takes Escape for no', async () => {
    const user = userEvent.setup();
    const power = jest.fn().mockResolvedValue({ message: 'accepted' });
    open({ getVm: answering(machine()), power });

    await user.click(
      await screen.findByRole('button', { name: 'Stop' }, PATIENT),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Stop web-01?' });
    expect(dialog).toHaveTextContent('team1-staging in prod7');
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(power).not.toHaveBeenCalled();

    await user.click(screen.getByRole('button', { name: 'Restart' }));
    await screen.findByRole('dialog', { name: 'Restart web-01?' });
    await user.tab();
    await user.tab();
    await user.tab();
    expect(
      screen.getByRole('button', { name: 'Restart web-01' }),
    ).toHaveFocus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(power).toHaveBeenCalledWith(expect.anything(), 'restart'),
    );
  });

  it("reports a refusal in the cluster's own words", async () => {
    const user = userEvent.setup();
    const error = await responseError(
      409,
      'ConflictError',
      'Operation cannot be fulfilled: VM is being migrated',
    );
    const { toast } = open({
      getVm: answering(stopped),
      power: jest.fn().mockRejectedValue(error),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Start' }, PATIENT),
    );
    await waitFor(() =>
      expect(toast.post).toHaveBeenCalledWith(
        expect.objectContaining({
          status: 'danger',
          title: 'web-01 could not be started',
        }),
      ),
    );
    const [[{ description }]] = toast.post.mock.calls;
    renderInTestApp(<>{description}</>);
    expect(
      await screen.findByText(
        'Operation cannot be fulfilled: VM is being migrated',
      ),
    ).toBeInTheDocument();
  });

  it('says why the person may not use the power of a machine', async () => {
    const forbidden = {
      possible: true,
      allowed: false,
      interrupts: true,
      reason: 'forbidden' as const,
    };
    open({
      getVm: answering(
        machine({
          power: {
            start: {
              possible: false,
              allowed: false,
              interrupts: false,
              reason: 'already-running',
            },
            stop: forbidden,
            restart: forbidden,
          },
        }),
      ),
    });
    const stop = await screen.findByRole('button', { name: 'Stop' }, PATIENT);
    expect(stop).toBeDisabled();
    expect(stop).toHaveAccessibleDescription(
      'Stop, Restart: Only the owners of the machine and the platform team may do this.',
    );
  });

  it('explains that GitOps would undo an action, and leads to the pull request', async () => {
    open({
      getVm: answering(
        machine({
          runStrategy: 'Always',
          power: {
            ...machine().power,
            stop: {
              possible: false,
              allowed: true,
              interrupts: true,
              reason: 'reverted-by-gitops',
            },
          },
        }),
      ),
    });
    expect(
      await screen.findByText('Its power state is written in Git', {}, PATIENT),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Set runStrategy to Halted to switch it off/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/kubernetes\/staging\/vms\/team1\/web-01.yaml/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open change requests' }),
    ).toHaveAttribute('href', '/changes');
    expect(screen.getByRole('button', { name: 'Stop' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Restart' })).toBeEnabled();
  });

  it('tells a machine that is gone from one that may not be seen and one that cannot be reached', async () => {
    const gone = await responseError(404, 'NotFoundError', 'No such machine');
    open({ getVm: jest.fn().mockRejectedValue(gone) });
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'This machine is no longer in the cluster',
    );
    expect(
      screen.getByRole('link', { name: 'All virtual machines' }),
    ).toHaveAttribute('href', '/virtual-machines');
  });

  it('says that the live state may not be seen', async () => {
    const error = await responseError(403, 'NotAllowedError', 'Denied');
    open({ getVm: jest.fn().mockRejectedValue(error) });
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'You may not see this machine',
    );
  });

  it('says which cluster cannot be reached', async () => {
    const error = await responseError(
      503,
      'ServiceUnavailableError',
      'prod7 has not answered since the portal started',
    );
    open({ getVm: jest.fn().mockRejectedValue(error) });
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'The cluster cannot be reached',
    );
    expect(
      screen.getByText('prod7 has not answered since the portal started'),
    ).toBeInTheDocument();
  });

  it('is on the page of virtual machines only', async () => {
    const getVm = answering(machine());
    open({ getVm }, { spec: { type: 'golden-image' } });
    await waitFor(() =>
      expect(screen.queryByText('Virtual machine')).not.toBeInTheDocument(),
    );
    expect(getVm).not.toHaveBeenCalled();
  });

  it('speaks Korean', async () => {
    open({ getVm: answering(machine()) }, { korean: true });
    expect(await screen.findByText('실행 중', {}, PATIENT)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '재시작' })).toBeEnabled();
    expect(
      screen.getByText('게스트가 정상적으로 응답합니다.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('중지할 때까지 실행하며, 실패하면 다시 시작'),
    ).toBeInTheDocument();
  });
});

describe('VmDisksCard', () => {
  jest.setTimeout(30_000);

  it('shows how far each disk is, and why one failed', async () => {
    open({
      getVm: answering(
        machine({
          status: 'Provisioning',
          progress: '42.5%',
          disks: [
            {
              name: 'root',
              dataVolume: 'web-01-root',
              phase: 'ImportInProgress',
              progress: '42.5%',
              sizeBytes: 20 * 1024 ** 3,
              storageClass: 'longhorn-vm',
            },
            {
              name: 'data',
              dataVolume: 'web-01-data',
              phase: 'Failed',
              message: 'Unable to connect to the image source',
            },
            { name: 'cloudinit' },
          ],
        }),
      ),
    });
    const root = await screen.findByRole('row', { name: /^root/ }, PATIENT);
    expect(root).toHaveTextContent('Copying the image');
    expect(
      within(root).getByRole('progressbar', { name: 'Progress of disk root' }),
    ).toHaveAttribute('aria-valuenow', '42');
    expect(root).toHaveTextContent('longhorn-vm');
    expect(screen.getByRole('row', { name: /^data/ })).toHaveTextContent(
      'Unable to connect to the image source',
    );
    expect(screen.getByRole('row', { name: /^cloudinit/ })).toHaveTextContent(
      'Attached',
    );
  });

  it('keeps quiet when there is no answer', async () => {
    const error = await responseError(404, 'NotFoundError', 'No such machine');
    open({ getVm: jest.fn().mockRejectedValue(error) });
    await screen.findByRole('alert', {}, PATIENT);
    expect(screen.queryByText('Disks')).not.toBeInTheDocument();
  });
});
