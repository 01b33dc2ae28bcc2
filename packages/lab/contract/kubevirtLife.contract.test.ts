import {
  condition,
  goldenMachine,
  isRunning,
  KubevirtStory,
  machine,
  messageOf,
} from './target/KubevirtStory';
import type { Json, KubevirtTarget } from './target/kubevirtTarget';

jest.setTimeout(120_000);

describe('kubevirt', () => {
  let story: KubevirtStory;
  let target: KubevirtTarget;
  let space: string;
  let images: string;
  let closed: string;

  beforeAll(async () => {
    story = await KubevirtStory.start();
    ({ target, space, images, closed } = story);
  });

  afterAll(async () => {
    await story.close();
  });

  describe('life of a machine', () => {
    let golden: Json;
    const seen: string[] = [];
    const progress: string[] = [];

    beforeAll(async () => {
      const source = { name: 'ubuntu-24-04', namespace: images };
      const watches = await Promise.all([
        target.watch(`${target.path('vm', space)}?watch=true`, event => {
          const { metadata, status } = event.object;
          if (metadata.name !== 'golden' || !status) return;
          if (status.printableStatus !== seen.at(-1)) {
            seen.push(status.printableStatus);
          }
        }),
        target.watch(`${target.path('dv', space)}?watch=true`, event => {
          const { metadata, status } = event.object;
          if (metadata.name !== 'golden-root' || !status?.progress) return;
          progress.push(status.progress);
        }),
      ]);
      await target.create('vm', goldenMachine(space, 'golden', source));
      await target.create(
        'vm',
        goldenMachine(space, 'no-image', { ...source, name: 'nowhere' }),
      );
      await target.create(
        'vm',
        goldenMachine(space, 'no-right', { ...source, namespace: closed }),
      );
      await target.create(
        'vm',
        goldenMachine(space, 'broken', source, {
          'lab.naru.io/import': 'fail',
        }),
      );
      await target.create(
        'vm',
        machine(space, 'no-claim', (_, { spec }) => {
          spec.volumes = [
            { name: 'root', persistentVolumeClaim: { claimName: 'nope' } },
          ];
        }),
      );
      await target.create(
        'vm',
        machine(space, 'no-size', (spec, template) => {
          spec.instancetype = { name: 'nope' };
          delete template.spec.domain.cpu;
          delete template.spec.domain.memory;
        }),
      );
      await story.create('stuck', 'Always', { 'lab.naru.io/boot': 'never' });
      await story.create('crashing', 'Always', { 'lab.naru.io/boot': 'crash' });
      golden = await target.until(
        'vm',
        space,
        'golden',
        vm => isRunning(vm) && condition(vm, 'AgentConnected'),
      );
      watches.forEach(watch => watch.stop());
    });

    it('goes from Provisioning over Starting to Running', () => {
      const words = seen.filter(word => word !== 'Stopped');
      expect(words).toEqual(['Provisioning', 'Starting', 'Running']);
    });

    it('reports the progress of the disk with two decimals and ends with 100.0%', () => {
      expect(progress.length).toBeGreaterThan(2);
      for (const text of progress) {
        expect(text).toMatch(/^(N\/A|0\.0%|\d{1,2}\.\d{2}%|100\.0%)$/);
      }
      expect(progress.at(-1)).toBe('100.0%');
    });

    it('makes the disk with a reference to the machine and the image resolved', async () => {
      const volume = await target.find('dv', space, 'golden-root');
      expect(volume?.metadata.labels).toEqual({
        'kubevirt.io/created-by': golden.metadata.uid,
      });
      expect(volume?.metadata.ownerReferences).toEqual([
        {
          apiVersion: 'kubevirt.io/v1',
          kind: 'VirtualMachine',
          name: 'golden',
          uid: golden.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ]);
      expect(volume?.spec.source).toEqual({
        pvc: { name: 'ubuntu-24-04', namespace: images },
      });
      expect(volume?.spec.sourceRef).toBeUndefined();
    });

    it('ends the disk in Succeeded with a bound claim of its name', async () => {
      const volume = await target.find('dv', space, 'golden-root');
      expect(volume?.status).toMatchObject({
        phase: 'Succeeded',
        claimName: 'golden-root',
      });
      expect(condition(volume ?? {}, 'Ready')?.status).toBe('True');
      expect(condition(volume ?? {}, 'Bound')).toMatchObject({
        status: 'True',
        message: 'PVC golden-root Bound',
      });
      expect(condition(volume ?? {}, 'Running')).toMatchObject({
        status: 'False',
        reason: 'Completed',
      });
      const claim = await target.find('pvc', space, 'golden-root');
      expect(claim?.status.phase).toBe('Bound');
      expect(claim?.metadata.ownerReferences[0].kind).toBe('DataVolume');
    });

    it('tells that the machine is ready, created, and under which strategy', () => {
      expect(golden.status).toMatchObject({
        created: true,
        ready: true,
        runStrategy: 'RerunOnFailure',
        observedGeneration: golden.metadata.generation,
        desiredGeneration: golden.metadata.generation,
      });
      expect(condition(golden, 'Ready')?.status).toBe('True');
      expect(condition(golden, 'Failure')).toBeUndefined();
      expect(golden.metadata.finalizers).toContain(
        'kubevirt.io/virtualMachineControllerFinalize',
      );
    });

    it('gives the guest the name of the machine, a node, an address and its phases in order', async () => {
      const guest = await target.find('vmi', space, 'golden');
      expect(guest?.metadata.ownerReferences[0]).toMatchObject({
        kind: 'VirtualMachine',
        uid: golden.metadata.uid,
        controller: true,
      });
      expect(guest?.metadata.annotations['kubevirt.io/vm-generation']).toBe(
        '1',
      );
      const { status } = guest as Json;
      expect(status.phase).toBe('Running');
      expect(status.nodeName).toMatch(/^node-[12]$/);
      expect(guest?.metadata.labels['kubevirt.io/nodeName']).toBe(
        status.nodeName,
      );
      expect(Object.values(status.activePods)).toEqual([status.nodeName]);
      expect(
        status.phaseTransitionTimestamps.map(({ phase }: Json) => phase),
      ).toEqual(['Pending', 'Scheduling', 'Scheduled', 'Running']);
      expect(status.interfaces).toEqual([
        expect.objectContaining({
          name: 'default',
          ipAddress: expect.stringMatching(/^10\.244\.\d+\.\d+$/),
          ipAddresses: [status.interfaces[0].ipAddress],
          mac: expect.stringMatching(/^02:00:00(:[0-9a-f]{2}){3}$/),
          infoSource: 'domain, guest-agent',
        }),
      ]);
      expect(status.guestOSInfo).toMatchObject({
        id: expect.any(String),
        prettyName: expect.any(String),
      });
      expect(status.volumeStatus).toEqual([
        expect.objectContaining({
          name: 'root',
          persistentVolumeClaimInfo: expect.objectContaining({
            claimName: 'golden-root',
            volumeMode: 'Block',
          }),
        }),
      ]);
    });

    it('completes the guest: model, ACPI, room to grow, eviction', async () => {
      const guest = await target.find('vmi', space, 'golden');
      expect(guest?.spec).toMatchObject({
        architecture: 'amd64',
        evictionStrategy: 'None',
        domain: {
          cpu: { cores: 2, model: 'host-model' },
          memory: { guest: '2Gi', maxGuest: '8Gi' },
          features: { acpi: { enabled: true } },
        },
      });
      expect(guest?.status).toMatchObject({
        currentCPUTopology: { cores: 2 },
        memory: {
          guestAtBoot: '2Gi',
          guestCurrent: '2Gi',
          guestRequested: '2Gi',
        },
      });
    });

    it('runs the guest in a pod that names it', async () => {
      const guest = await target.find('vmi', space, 'golden');
      const [pod, ...others] = await target.list(
        'pod',
        space,
        `?labelSelector=kubevirt.io/created-by%3D${guest?.metadata.uid}`,
      );
      expect(others).toEqual([]);
      expect(pod.metadata.name).toMatch(/^virt-launcher-golden-[a-z0-9]{5}$/);
      expect(pod.metadata.labels).toMatchObject({
        'kubevirt.io': 'virt-launcher',
        'vm.kubevirt.io/name': 'golden',
      });
      expect(pod.spec.nodeName).toBe(guest?.status.nodeName);
      expect(pod.status.phase).toBe('Running');
      expect(pod.status.podIP).toBe(guest?.status.interfaces[0].ipAddress);
    });

    it('tells of its steps in events', async () => {
      const events = await target.list('event', space);
      const of = (kind: string) =>
        events
          .filter(
            ({ involvedObject }) =>
              involvedObject.kind === kind && involvedObject.name === 'golden',
          )
          .map(({ reason, message }) => `${reason}: ${message}`);
      expect(of('VirtualMachine')).toEqual(
        expect.arrayContaining([
          'SuccessfulDataVolumeCreate: Created DataVolume golden-root',
          'SuccessfulCreate: Started the virtual machine by creating the new virtual machine instance golden',
        ]),
      );
      expect(of('VirtualMachineInstance')).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^SuccessfulCreate: Created virtual machine pod virt-launcher-golden-/,
          ),
        ]),
      );
    });

    it('says that an image is not there', async () => {
      const vm = await target.until('vm', space, 'no-image', object =>
        condition(object, 'Failure'),
      );
      expect(vm.status.printableStatus).toBe('Stopped');
      expect(condition(vm, 'Failure')).toMatchObject({
        status: 'True',
        reason: 'FailedCreate',
        message:
          'Error encountered while creating DataVolumes: unable to create DataVolume manifest: datasources.cdi.kubevirt.io "nowhere" not found',
      });
      expect(condition(vm, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'VMINotExists',
        message: 'VMI does not exist',
      });
    });

    it('says that the namespace may not clone an image', async () => {
      const vm = await target.until('vm', space, 'no-right', object =>
        condition(object, 'Failure'),
      );
      expect(condition(vm, 'Failure')).toMatchObject({
        reason: 'FailedCreate',
        message: `Error encountered while creating DataVolumes: not authorized to create DataVolume: User system:serviceaccount:${space}:default has insufficient permissions in clone source namespace ${closed}`,
      });
      const events = await target.list('event', space);
      const found = events.find(
        ({ reason }) => reason === 'UnauthorizedDataVolumeCreate',
      );
      expect(found?.type).toBe('Warning');
    });

    it('shows a failing import as an error of the disk', async () => {
      const vm = await target.until(
        'vm',
        space,
        'broken',
        object => object.status?.printableStatus === 'DataVolumeError',
      );
      expect(vm.status.created).toBeUndefined();
      const volume = await target.find('dv', space, 'broken-root');
      expect(volume?.status.restartCount).toBeGreaterThan(0);
      const running = condition(volume ?? {}, 'Running');
      expect(running).toMatchObject({ status: 'False', reason: 'Error' });
      expect(running?.message).toContain('404 Not Found');
    });

    it('shows a missing claim', async () => {
      const vm = await target.until(
        'vm',
        space,
        'no-claim',
        object => object.status?.printableStatus === 'ErrorPvcNotFound',
      );
      const message = `PVC ${space}/nope does not exist, waiting for it to appear`;
      expect(condition(vm, 'Synchronized')).toMatchObject({
        status: 'False',
        reason: 'FailedPvcNotFound',
        message,
      });
      expect(condition(vm, 'PodScheduled')).toMatchObject({
        status: 'False',
        reason: 'Unschedulable',
        message,
      });
    });

    it('takes a machine with an unknown instancetype and says so in its status', async () => {
      const vm = await target.until('vm', space, 'no-size', object =>
        condition(object, 'Failure'),
      );
      expect(condition(vm, 'Failure')).toMatchObject({
        reason: 'FailedFindInstancetype',
        message:
          'virtualmachineclusterinstancetypes.instancetype.kubevirt.io "nope" not found',
      });
      expect(vm.status.printableStatus).toBe('Stopped');
    });

    it('stays Starting while the guest does not boot', async () => {
      const guest = await target.until(
        'vmi',
        space,
        'stuck',
        object => object.status?.phase === 'Scheduled',
      );
      expect(condition(guest, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'GuestNotRunning',
      });
      const vm = await target.find('vm', space, 'stuck');
      expect(vm?.status.printableStatus).toBe('Starting');
      expect(vm?.status.ready).toBeUndefined();
      await story.put('stuck/stop');
    });

    it('replaces a guest that crashes under Always', async () => {
      const first = await target.until(
        'vmi',
        space,
        'crashing',
        ({ metadata }) => metadata.uid,
      );
      const second = await target.until(
        'vmi',
        space,
        'crashing',
        ({ metadata }) => metadata.uid !== first.metadata.uid,
      );
      expect(second.metadata.ownerReferences).toEqual(
        first.metadata.ownerReferences,
      );
      await story.put('crashing/stop');
    });

    it('asks for a restart when a template changes under a running guest', async () => {
      const answer = await target.request(
        'PATCH',
        target.path('vm', space, 'golden'),
        {
          contentType: 'application/merge-patch+json',
          body: {
            spec: { template: { spec: { domain: { cpu: { cores: 3 } } } } },
          },
        },
      );
      expect(answer.status).toBe(200);
      const vm = await target.until('vm', space, 'golden', object =>
        condition(object, 'RestartRequired'),
      );
      expect(condition(vm, 'RestartRequired')).toMatchObject({
        status: 'True',
        message: 'a non-live-updatable field was changed in the template spec',
      });
      expect(vm.status).toMatchObject({
        printableStatus: 'Running',
        desiredGeneration: 2,
        observedGeneration: 1,
      });
    });

    it('takes the word of nobody else for the state of a guest', async () => {
      const path = target.path('vmi', space, 'golden');
      const contentType = 'application/merge-patch+json';
      const answer = await target.request('PATCH', path, {
        contentType,
        body: { status: { phase: 'Failed' } },
      });
      expect(answer.status).toBe(200);
      expect((await target.find('vmi', space, 'golden'))?.status.phase).toBe(
        'Running',
      );
      const change = await target.request('PATCH', path, {
        contentType,
        body: { spec: { terminationGracePeriodSeconds: 3 } },
      });
      expect(change.status).toBe(422);
      expect(messageOf(change)).toContain('update of VMI object is restricted');
    });

    it('replaces the guest of a machine that should run when somebody deletes it', async () => {
      await story.create('deleted', 'Always');
      await target.until('vm', space, 'deleted', isRunning);
      const before = await target.find('vmi', space, 'deleted');
      await target.request('DELETE', target.path('vmi', space, 'deleted'));
      const after = await target.until(
        'vmi',
        space,
        'deleted',
        ({ metadata }) => metadata.uid !== before?.metadata.uid,
      );
      expect(after.metadata.ownerReferences).toEqual(
        before?.metadata.ownerReferences,
      );
    });

    it('takes guest, disk and claim along when the machine is deleted', async () => {
      await target.request('DELETE', target.path('vm', space, 'golden'));
      await target.untilGone('vm', space, 'golden');
      await target.untilGone('vmi', space, 'golden');
      await target.untilGone('dv', space, 'golden-root');
      await target.untilGone('pvc', space, 'golden-root');
      const names = async (kind: string) =>
        (await target.list(kind, space)).map(({ metadata }) => metadata.name);
      expect(await names('dv')).not.toContain('golden-root');
      expect(await names('vmi')).not.toContain('golden');
    });
  });
});
