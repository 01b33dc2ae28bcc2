import {
  condition,
  isRunning,
  isStopped,
  KubevirtStory,
  machine,
  messageOf,
} from './target/KubevirtStory';
import type { KubevirtTarget } from './target/kubevirtTarget';

jest.setTimeout(120_000);

describe('kubevirt', () => {
  let story: KubevirtStory;
  let target: KubevirtTarget;
  let space: string;

  beforeAll(async () => {
    story = await KubevirtStory.start();
    ({ target, space } = story);
  });

  afterAll(async () => {
    await story.close();
  });

  describe('power', () => {
    beforeAll(async () => {
      for (const strategy of ['Halted', 'Always', 'Once', 'Manual']) {
        await story.create(strategy.toLowerCase(), strategy);
      }
      await story.create('rerun', 'RerunOnFailure');
      await story.create('paused', 'Always');
      for (const name of ['always', 'once', 'rerun', 'paused']) {
        await target.until('vm', space, name, isRunning);
      }
    });

    const conflict = (name: string, why: string) => ({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `Operation cannot be fulfilled on virtualmachine.kubevirt.io "${name}": ${why}`,
      reason: 'Conflict',
      details: { name, group: 'kubevirt.io', kind: 'virtualmachine' },
      code: 409,
    });

    it('starts a Halted machine by making it Always', async () => {
      const dry = await story.put('halted/start', { dryRun: ['All'] });
      expect(dry.status).toBe(202);
      expect((await target.find('vm', space, 'halted'))?.spec.runStrategy).toBe(
        'Halted',
      );
      const answer = await story.put('halted/start');
      expect(answer.status).toBe(202);
      expect(answer.body).toBe('');
      const vm = await target.until('vm', space, 'halted', isRunning);
      expect(vm.spec.runStrategy).toBe('Always');
      expect(vm.metadata.generation).toBe(2);
    });

    it('does not start what runs', async () => {
      const answer = await story.put('always/start');
      expect(answer.status).toBe(409);
      expect(answer.body).toEqual(conflict('always', 'VM is already running'));
    });

    it('stops an Always machine by making it Halted, and the guest is gone', async () => {
      const answer = await story.put('always/stop');
      expect(answer.status).toBe(202);
      expect(answer.body).toBe('');
      const vm = await target.until('vm', space, 'always', isStopped);
      expect(vm.spec.runStrategy).toBe('Halted');
      expect(vm.status.ready).toBeUndefined();
      expect(condition(vm, 'Ready')).toMatchObject({
        status: 'False',
        reason: 'VMINotExists',
      });
      expect(await target.find('vmi', space, 'always')).toBeUndefined();
    });

    it('neither stops nor restarts what does not run', async () => {
      const stop = await story.put('always/stop');
      expect(stop.status).toBe(409);
      expect(stop.body).toEqual(conflict('always', 'VM is not running'));
      const restart = await story.put('always/restart');
      expect(restart.body).toEqual(
        conflict(
          'always',
          'RunStategy Halted does not support manual restart requests',
        ),
      );
      const manual = await story.put('manual/restart');
      expect(manual.body).toEqual(
        conflict('manual', 'VM is not running: Halted'),
      );
    });

    it('leaves the spec of a Manual machine alone', async () => {
      const answer = await story.put('manual/start');
      expect(answer.status).toBe(202);
      const running = await target.until('vm', space, 'manual', isRunning);
      expect(running.metadata.generation).toBe(1);
      expect((await story.put('manual/stop')).status).toBe(202);
      const stopped = await target.until('vm', space, 'manual', isStopped);
      expect(stopped.spec.runStrategy).toBe('Manual');
      expect(stopped.metadata.generation).toBe(1);
      expect(stopped.status.stateChangeRequests).toBeUndefined();
    });

    it('leaves the spec of a RerunOnFailure machine alone, which stays stopped until it is started', async () => {
      expect((await story.put('rerun/stop')).status).toBe(202);
      const stopped = await target.until('vm', space, 'rerun', isStopped);
      expect(stopped.spec.runStrategy).toBe('RerunOnFailure');
      expect(stopped.metadata.generation).toBe(1);
      expect((await story.put('rerun/start')).status).toBe(202);
      const running = await target.until('vm', space, 'rerun', isRunning);
      expect(running.metadata.generation).toBe(1);
      expect(running.status.stateChangeRequests).toBeUndefined();
    });

    it('restarts with a new guest under the same spec', async () => {
      const before = await target.find('vmi', space, 'halted');
      const { metadata } = await target.until('vm', space, 'halted', isRunning);
      expect((await story.put('halted/restart')).status).toBe(202);
      await target.until(
        'vmi',
        space,
        'halted',
        guest => guest.metadata.uid !== before?.metadata.uid,
      );
      const vm = await target.until('vm', space, 'halted', isRunning);
      expect(vm.metadata.generation).toBe(metadata.generation);
      expect(vm.status.stateChangeRequests).toBeUndefined();
    });

    it('shows Stopping on the way', async () => {
      const words: string[] = [];
      const watch = await target.watch(
        `${target.path(
          'vm',
          space,
        )}?watch=true&fieldSelector=metadata.name%3Dhalted`,
        ({ object }) => words.push(object.status?.printableStatus),
      );
      await story.put('halted/stop');
      await target.until('vm', space, 'halted', isStopped);
      watch.stop();
      expect(words).toContain('Stopping');
    });

    it('makes Once a Halted when it stops it, and cannot restart it', async () => {
      const restart = await story.put('once/restart');
      expect(restart.body).toEqual(
        conflict(
          'once',
          'RunStategy Once does not support manual restart requests',
        ),
      );
      expect((await story.put('once/stop')).status).toBe(202);
      const vm = await target.until('vm', space, 'once', isStopped);
      expect(vm.spec.runStrategy).toBe('Halted');
    });

    it('knows forced restarts without any grace only', async () => {
      const some = await story.put('paused/restart', { gracePeriodSeconds: 5 });
      expect(some.status).toBe(400);
      expect(messageOf(some)).toBe(
        'For force restart, only gracePeriod=0 is supported for now',
      );
      const less = await story.put('paused/restart', {
        gracePeriodSeconds: -5,
      });
      expect(messageOf(less)).toBe(
        'gracePeriod has to be greater or equal to 0',
      );
    });

    it('pauses and goes on, once each', async () => {
      const guest = (verb: string) =>
        target.call('PUT', 'vmi', space, `paused/${verb}`);
      expect((await guest('unpause')).body.message).toContain(
        'VMI is not paused',
      );
      const pause = await guest('pause');
      expect(pause.status).toBe(200);
      expect(pause.body).toBe('');
      const vm = await target.until(
        'vm',
        space,
        'paused',
        object => object.status.printableStatus === 'Paused',
      );
      expect(condition(vm, 'Paused')).toMatchObject({
        status: 'True',
        reason: 'PausedByUser',
        message: 'VMI was paused by user',
      });
      const again = await guest('pause');
      expect(again.status).toBe(409);
      expect(messageOf(again)).toBe(
        'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "paused": VMI is already paused',
      );
      expect(messageOf(await guest('softreboot'))).toContain('VMI is paused');
      expect((await guest('unpause')).status).toBe(200);
      await target.until('vm', space, 'paused', isRunning);
      expect((await guest('softreboot')).status).toBe(200);
      expect((await guest('reset')).status).toBe(200);
    });

    it('does not know machines and guests that are not there', async () => {
      const vm = await story.put('nobody/start');
      expect(vm.status).toBe(404);
      expect(vm.body).toMatchObject({
        message: 'virtualmachine.kubevirt.io "nobody" not found',
        reason: 'NotFound',
        details: {
          name: 'nobody',
          group: 'kubevirt.io',
          kind: 'virtualmachine',
        },
      });
      const guest = await target.call('PUT', 'vmi', space, 'always/pause');
      expect(guest.status).toBe(404);
      expect(messageOf(guest)).toBe(
        'virtualmachineinstance.kubevirt.io "always" not found',
      );
      const migrate = await story.put('always/migrate');
      expect(migrate.status).toBe(404);
    });

    it('turns away clients that insist on JSON, other methods and other words', async () => {
      const json = await target.call('PUT', 'vm', space, 'paused/start', {
        accept: 'application/json',
      });
      expect(json.status).toBe(406);
      expect(String(json.body)).toContain('406: Not Acceptable');
      const method = await target.call('GET', 'vm', space, 'paused/start');
      expect(method.status).toBe(405);
      expect(method.body).toBe('405: Method Not Allowed');
      const word = await story.put('paused/explode');
      expect(word.status).toBe(404);
      expect(word.body).toBe('404: Page Not Found');
    });

    it('cannot use a body that is no JSON', async () => {
      const answer = await story.put('paused/stop', '{bad');
      expect(answer.status).toBe(400);
      expect(messageOf(answer)).toMatch(
        /^Can not unmarshal Request body to struct, error: /,
      );
    });

    it('lets only those act who may update the subresource', async () => {
      const user = `dana-${target.mark}`;
      const start = () =>
        target.call('PUT', 'vm', space, 'manual/start', { user });
      const denied = await start();
      expect(denied.status).toBe(403);
      expect(messageOf(denied)).toBe(
        `virtualmachines.subresources.kubevirt.io "manual" is forbidden: User "${user}" cannot update resource "virtualmachines/start" in API group "subresources.kubevirt.io" in the namespace "${space}"`,
      );
      await target.create('role', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'power', namespace: space },
        rules: [
          {
            apiGroups: ['subresources.kubevirt.io'],
            resources: ['virtualmachines/start'],
            verbs: ['update'],
          },
        ],
      });
      await target.create('rolebinding', {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name: 'power', namespace: space },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'power',
        },
        subjects: [
          {
            kind: 'User',
            apiGroup: 'rbac.authorization.k8s.io',
            name: user,
          },
        ],
      });
      await target.until('role', space, 'power', async () => true);
      let allowed = await start();
      for (let turn = 0; turn < 50 && allowed.status === 403; turn++) {
        allowed = await start();
      }
      expect(allowed.status).toBe(202);
      await target.until('vm', space, 'manual', isRunning);
    });
  });

  describe('questions', () => {
    it('lets the agent of a running guest answer', async () => {
      await target.until('vm', space, 'paused', vm =>
        condition(vm, 'AgentConnected'),
      );
      const ask = (what: string) =>
        target.call('GET', 'vmi', space, `paused/${what}`, {
          accept: 'application/json',
        });
      const system = await ask('guestosinfo');
      expect(system.status).toBe(200);
      expect(system.body).toMatchObject({
        guestAgentVersion: expect.any(String),
        hostname: 'paused',
        os: { id: expect.any(String), prettyName: expect.any(String) },
      });
      expect((await ask('userlist')).body.items).toEqual([
        expect.objectContaining({ userName: 'root' }),
      ]);
      expect((await ask('filesystemlist')).body.items[0]).toMatchObject({
        mountPoint: '/',
        usedBytes: expect.any(Number),
        totalBytes: expect.any(Number),
      });
    });

    it('answers 500 in plain text for a guest that is not there', async () => {
      const answer = await target.call(
        'GET',
        'vmi',
        space,
        'nobody/guestosinfo',
        { accept: 'application/json' },
      );
      expect(answer.status).toBe(500);
      expect(answer.headers['content-type']).toContain('text/plain');
      expect(answer.body).toBe(
        'virtualmachineinstance.kubevirt.io "nobody" not found',
      );
    });

    it('puts the size of the instancetype into an expanded machine', async () => {
      await target.create(
        'vm',
        machine(space, 'sized', (spec, template) => {
          spec.runStrategy = 'Halted';
          spec.instancetype = { name: 'u1.large' };
          delete template.spec.domain.cpu;
          delete template.spec.domain.memory;
        }),
      );
      const answer = await target.call(
        'GET',
        'vm',
        space,
        'sized/expand-spec',
        {
          accept: 'application/json',
        },
      );
      expect(answer.status).toBe(200);
      expect(answer.body.spec.instancetype).toBeUndefined();
      expect(answer.body.spec.template.spec.domain).toMatchObject({
        cpu: { cores: 1, sockets: 2, threads: 1 },
        memory: { guest: '8Gi' },
      });
    });

    it('tells its version and health', async () => {
      const base = '/apis/subresources.kubevirt.io/v1';
      const version = await target.request('GET', `${base}/version`);
      expect(version.status).toBe(200);
      expect(version.body).toHaveProperty('gitVersion');
      const health = await target.request('GET', `${base}/healthz`);
      expect(health.status).toBe(200);
      expect(health.body.apiserver.connectivity).toBe('ok');
    });
  });
});
