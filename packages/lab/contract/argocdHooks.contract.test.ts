/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect*", "argocd.expectApplication"] }] */
import {
  ArgocdClient,
  configMapManifest,
  SYNC_OPTIONS,
} from './target/ArgocdClient';
import { type ArgocdTarget, openArgocdTarget } from './target/argocdTarget';
import { chartFiles } from './target/chartFiles';
import type { Json } from './target/ForgeClient';
import { endJob, jobManifest } from './target/jobs';

jest.setTimeout(120_000);

const HOOK = 'argocd.argoproj.io/hook';
const POLICY = 'argocd.argoproj.io/hook-delete-policy';
const WAVE = 'argocd.argoproj.io/sync-wave';

describe('Argo CD with hooks', () => {
  let target: ArgocdTarget;
  let argocd: ArgocdClient;

  beforeAll(async () => {
    target = await openArgocdTarget();
    argocd = new ArgocdClient(target);
  });

  afterAll(async () => {
    await target?.clean();
    await target?.close();
  });

  const note = (name: string, annotations: Json = {}) =>
    configMapManifest(name, '1', { annotations });
  const commit = (story: string, ...manifests: string[]) =>
    target.commit(
      Object.fromEntries(
        manifests.map((manifest, index) => [
          `${story}/${index}.yaml`,
          manifest,
        ]),
      ),
    );
  const end = (
    story: string,
    name: string,
    how: Parameters<typeof endJob>[3] = {},
  ) => endJob(target, argocd.name(story), name, how);
  const job = (story: string, name: string) =>
    argocd.find(`/apis/batch/v1/namespaces/${argocd.name(story)}/jobs/${name}`);
  const resultOf = (status: Json, name: string) =>
    status.operationState.syncResult.resources.find(
      (result: Json) => result.name === name,
    );
  // A sync by a person: automation may start a second one that runs no hooks, and the two would mix.
  const createAndSync = async (story: string) => {
    await argocd.createApplication(story);
    await argocd.expectApplication(story, {
      status: { sync: { status: 'OutOfSync' } },
    });
    await argocd.sync(story, { prune: true });
  };
  const running = (message: string) => ({
    status: { operationState: { phase: 'Running', message } },
  });
  const succeeded = {
    status: {
      sync: { status: 'Synced' },
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (no more tasks)',
      },
    },
  };

  describe('before and after a sync', () => {
    it('waits for the end of a job before it brings anything', async () => {
      await commit(
        'around',
        jobManifest('before', { [HOOK]: 'PreSync' }),
        note('a'),
        jobManifest('after', { [HOOK]: 'PostSync', [POLICY]: 'HookSucceeded' }),
      );
      await createAndSync('around');
      const { status } = await argocd.expectApplication(
        'around',
        running('waiting for completion of hook batch/Job/before'),
      );
      expect(resultOf(status, 'before')).toMatchObject({
        hookPhase: 'Running',
        hookType: 'PreSync',
        syncPhase: 'PreSync',
        group: 'batch',
        kind: 'Job',
        images: ['work:1'],
      });
      expect(resultOf(status, 'before').status).toBeUndefined();
      expect(await argocd.configMap('around', 'a')).toBeUndefined();
    });

    it('brings the objects, then runs what comes after', async () => {
      await end('around', 'before', { succeeded: 'well done' });
      const { status } = await argocd.expectApplication(
        'around',
        running('waiting for completion of hook batch/Job/after'),
      );
      expect(resultOf(status, 'before')).toMatchObject({
        hookPhase: 'Succeeded',
        message: 'well done',
      });
      expect(resultOf(status, 'a')).toMatchObject({
        status: 'Synced',
        message: 'configmap/a serverside-applied',
      });
      expect(await argocd.configMap('around', 'a')).toBeDefined();
    });

    it('ends with the last hook and deletes it as its policy says', async () => {
      await end('around', 'after');
      const { status } = await argocd.expectApplication('around', {
        status: {
          ...succeeded.status,
          health: { status: 'Healthy' },
          resources: [
            { kind: 'ConfigMap', name: 'a', status: 'Synced' },
            { kind: 'Job', name: 'before', hook: true, requiresPruning: true },
          ],
        },
      });
      expect(status.resources[1].status).toBeUndefined();
      expect(resultOf(status, 'after')).toMatchObject({
        hookPhase: 'Succeeded',
        hookType: 'PostSync',
      });
      await argocd.eventually(async () => {
        expect(await job('around', 'after')).toBeUndefined();
      });
    });

    it('makes the hook anew for the next sync', async () => {
      const { uid } = (await job('around', 'before')).metadata;
      await argocd.sync('around');
      await argocd.eventually(async () => {
        const found = await job('around', 'before');
        expect(found).toBeDefined();
        expect(found.metadata.uid).not.toBe(uid);
      });
      await end('around', 'before');
      await end('around', 'after');
      await argocd.expectApplication('around', succeeded);
    });

    // What Argo CD's own API server does, and whoever else writes an operation has to.
    it('takes the results of the last operation for its own unless they are taken away', async () => {
      await argocd.patch('applications', argocd.name('around'), {
        operation: {
          initiatedBy: { username: 'dev2' },
          sync: { syncOptions: SYNC_OPTIONS },
        },
      });
      const { status } = await argocd.expectApplication('around', {
        status: {
          operationState: {
            ...succeeded.status.operationState,
            operation: { initiatedBy: { username: 'dev2' } },
          },
        },
      });
      expect(resultOf(status, 'before')).toMatchObject({
        hookPhase: 'Succeeded',
      });
      // The hook of the last time was cleared away, and no new one made.
      expect(await job('around', 'before')).toBeUndefined();
    });

    it('takes no object without a health as unfinished', async () => {
      await commit(
        'notes',
        note('before', { [HOOK]: 'PreSync' }),
        note('both', { [HOOK]: 'PreSync,PostSync' }),
        note('a'),
      );
      await createAndSync('notes');
      const { status } = await argocd.expectApplication('notes', succeeded);
      const results = status.operationState.syncResult.resources
        .filter((result: Json) => result.hookType)
        .map((result: Json) => [result.hookType, result.name, result.message]);
      // Those of one wave come in any order.
      expect(results.sort()).toEqual([
        ['PostSync', 'both', 'both created'],
        ['PreSync', 'before', 'before created'],
        ['PreSync', 'both', 'both created'],
      ]);
    });

    it('gives a hook without a name one', async () => {
      const unnamed = JSON.parse(jobManifest('', { [HOOK]: 'PreSync' }));
      unnamed.metadata = {
        generateName: 'made-',
        annotations: unnamed.metadata.annotations,
      };
      const revision = await commit(
        'unnamed',
        JSON.stringify(unnamed),
        note('a'),
      );
      await createAndSync('unnamed');
      const [name] = await argocd.eventually(async () => {
        const application = await argocd.application('unnamed');
        const names = application.status.operationState.syncResult.resources
          .filter((result: Json) => result.kind === 'Job')
          .map((result: Json) => result.name);
        expect(names).toEqual([
          expect.stringMatching(
            new RegExp(`^made-${revision.slice(0, 7)}-presync-\\d+$`),
          ),
        ]);
        return names;
      });
      // A hook that is not over keeps its namespace from going.
      await end('unnamed', name);
      await argocd.expectApplication('unnamed', {
        status: { operationState: { phase: 'Succeeded' } },
      });
    });

    it('passes over what is to be skipped and hooks that nobody knows', async () => {
      await commit(
        'odd',
        note('skipped', { [HOOK]: 'Skip' }),
        note('unknown', { [HOOK]: 'Sometimes' }),
        note('a'),
      );
      await argocd.createAutomated('odd');
      const { status } = await argocd.expectApplication('odd', {
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
          resources: [{ name: 'a', status: 'Synced' }, { name: 'skipped' }],
        },
      });
      expect(status.resources[1].status).toBeUndefined();
      expect(await argocd.configMap('odd', 'skipped')).toBeUndefined();
      expect(await argocd.configMap('odd', 'unknown')).toBeUndefined();
    });
  });

  describe('that fail', () => {
    it('bring nothing, run what is for failure and tell the cause', async () => {
      await commit(
        'failing',
        jobManifest('before', { [HOOK]: 'PreSync' }),
        note('a'),
        note('failed', { [HOOK]: 'SyncFail' }),
        note('after', { [HOOK]: 'PostSync' }),
      );
      await createAndSync('failing');
      await end('failing', 'before', { failed: 'no boats today' });
      const { status } = await argocd.expectApplication('failing', {
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Healthy' },
          operationState: {
            phase: 'Failed',
            message:
              'one or more synchronization tasks completed unsuccessfully',
          },
        },
      });
      expect(resultOf(status, 'before')).toMatchObject({
        hookPhase: 'Failed',
        message: 'no boats today',
      });
      expect(resultOf(status, 'failed')).toMatchObject({
        hookPhase: 'Succeeded',
        hookType: 'SyncFail',
        message: 'failed created',
      });
      expect(await argocd.configMap('failing', 'a')).toBeUndefined();
      expect(await argocd.configMap('failing', 'after')).toBeUndefined();
      expect(await argocd.configMap('failing', 'failed')).toBeDefined();
    });

    it('for failure also run when the cluster refuses an object', async () => {
      await commit(
        'refusal',
        note('Not_A_Name'),
        note('failed', { [HOOK]: 'SyncFail' }),
      );
      await createAndSync('refusal');
      await argocd.expectApplication('refusal', {
        status: {
          operationState: {
            phase: 'Failed',
            message: expect.stringMatching(
              /^one or more synchronization tasks completed unsuccessfully, reason: ConfigMap "Not_A_Name" is invalid: /,
            ),
          },
        },
      });
      expect(await argocd.configMap('refusal', 'failed')).toBeDefined();
    });
  });

  describe('of Helm', () => {
    const helmNote = (name: string, hook: string, more = '') =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, annotations: {helm.sh/hook: "${hook}"${more}}}\n`;

    it('run in the phases that belong to them, by weight, tests never', async () => {
      await target.commit(
        chartFiles('charts/hooks', {
          'templates/a.yaml': helmNote(
            'late',
            'pre-install,pre-upgrade',
            ', helm.sh/hook-weight: "5"',
          ),
          'templates/b.yaml': helmNote(
            'early',
            'pre-install',
            ', helm.sh/hook-weight: "-5", helm.sh/hook-delete-policy: hook-succeeded',
          ),
          'templates/c.yaml': helmNote('after', 'post-upgrade'),
          'templates/d.yaml': helmNote('trial', 'test'),
          'templates/e.yaml': helmNote('back', 'post-rollback'),
        }),
      );
      await argocd.createAutomated('helmed', {
        source: { path: 'charts/hooks' },
      });
      const { status } = await argocd.expectApplication('helmed', succeeded);
      const results = status.operationState.syncResult.resources
        .filter((result: Json) => result.hookType)
        .map((result: Json) => [result.name, result.hookType]);
      expect(results).toEqual([
        ['early', 'PreSync'],
        ['late', 'PreSync'],
        ['after', 'PostSync'],
      ]);
      for (const name of ['early', 'trial', 'back']) {
        expect(await argocd.configMap('helmed', name)).toBeUndefined();
      }
      expect(await argocd.configMap('helmed', 'late')).toBeDefined();
    });
  });

  describe('and waves', () => {
    it('brings a wave when the one before is healthy', async () => {
      await commit(
        'waves',
        jobManifest('first', { [WAVE]: '-1' }),
        note('second', { [WAVE]: 'x' }),
        note('third', { [WAVE]: '5' }),
      );
      await createAndSync('waves');
      const { status } = await argocd.expectApplication('waves', {
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Progressing' },
          operationState: {
            phase: 'Running',
            message: 'waiting for healthy state of batch/Job/first',
          },
          resources: [
            { name: 'second', status: 'OutOfSync' },
            { name: 'third', status: 'OutOfSync', syncWave: 5 },
            { name: 'first', status: 'Synced', syncWave: -1 },
          ],
        },
      });
      expect(resultOf(status, 'first')).toMatchObject({
        hookPhase: 'Running',
        status: 'Synced',
        message: 'job.batch/first serverside-applied',
      });
      expect(await argocd.configMap('waves', 'second')).toBeUndefined();
      await end('waves', 'first');
      await argocd.expectApplication('waves', {
        status: {
          sync: { status: 'Synced' },
          health: { status: 'Healthy' },
          operationState: { phase: 'Succeeded' },
        },
      });
      const [second, third] = await Promise.all([
        argocd.configMap('waves', 'second'),
        argocd.configMap('waves', 'third'),
      ]);
      const time = (object: Json) =>
        new Date(object.metadata.creationTimestamp).getTime();
      expect(time(third) - time(second)).toBeGreaterThanOrEqual(1000);
    });

    it('stops at a wave whose objects fail', async () => {
      await commit(
        'broken',
        jobManifest('first', { [WAVE]: '-1' }),
        note('second'),
      );
      await createAndSync('broken');
      await end('broken', 'first', { failed: 'no boats today' });
      const { status } = await argocd.expectApplication('broken', {
        status: {
          sync: { status: 'OutOfSync' },
          health: { status: 'Degraded' },
          operationState: {
            phase: 'Failed',
            message:
              'one or more synchronization tasks completed unsuccessfully',
          },
        },
      });
      expect(resultOf(status, 'first')).toMatchObject({
        hookPhase: 'Failed',
        status: 'Synced',
        message: 'no boats today',
      });
      expect(await argocd.configMap('broken', 'second')).toBeUndefined();
    });
  });

  describe('and Replace=true', () => {
    it('writes the whole object anew', async () => {
      const REPLACE = { 'argocd.argoproj.io/sync-options': 'Replace=true' };
      await commit('replaced', note('a', REPLACE));
      await createAndSync('replaced');
      const { status } = await argocd.expectApplication('replaced', {
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded' },
        },
      });
      expect(resultOf(status, 'a').message).toBe('configmap/a created');
      const revision = await target.commit({
        'replaced/0.yaml': configMapManifest('a', '2', {
          annotations: REPLACE,
        }),
      });
      await argocd.sync('replaced', { revision });
      const next = await argocd.expectApplication('replaced', {
        status: {
          sync: { status: 'Synced' },
          operationState: { phase: 'Succeeded', syncResult: { revision } },
        },
      });
      expect(resultOf(next.status, 'a').message).toBe('configmap/a replaced');
    });
  });
});
