import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import type {
  ComparedObject,
  Comparison,
} from '../compare/ApplicationComparer';
import type { DesiredObject } from '../compare/desiredObjects';
import { runsAtDeletion, syncPhases } from '../compare/hooks';
import {
  type Application,
  hasOption,
  type Operation,
} from '../model/Application';
import type { AppProject } from '../model/AppProject';
import { fieldAt } from '../model/JsonValue';
import { permitsKind, permitsNamespace } from '../project/projectRules';
import { compareTasks, orderPruning, type SyncTask } from './SyncTask';

type Sync = NonNullable<Operation['sync']>;

/** What a sync has to do, in its order; of the hooks those that the sync runs. */
export function syncTasks(options: {
  application: Application;
  sync: Sync;
  comparison: Comparison;
  api: KubernetesApi;
  /** Stands in the names of hooks that have only a `generateName`. */
  mark: (phase: string) => string;
}): SyncTask[] {
  const { application, sync, comparison, api, mark } = options;
  const { syncOptions } = sync;
  const onlyOutOfSync = hasOption(syncOptions, 'ApplyOutOfSyncOnly=true');
  const tasks: SyncTask[] = comparison.objects
    .filter(entry => isSelected(entry, sync))
    .filter(entry => !(onlyOutOfSync && entry.status === 'Synced'))
    .map(entry => ({ ...entry, phase: 'Sync', isHook: false }));
  if (runsHooks(sync)) {
    tasks.push(...comparison.hooks.flatMap(hook => hookTasks(hook, mark)));
  }
  orderPruning(tasks, hasOption(syncOptions, 'PruneLast=true'));
  const namespace = missingNamespace(application, sync, tasks, api);
  if (namespace) tasks.push(namespace);
  return tasks.sort(compareTasks);
}

/** Why a task cannot be tried at all, undefined when it can. */
export function problemOf(
  task: SyncTask,
  project: AppProject,
): string | undefined {
  const { identity } = task;
  const { group, kind, namespace, name } = identity;
  if (!task.resource) {
    return `The Kubernetes API could not find ${group}/${kind} for requested resource ${namespace}/${name}. Make sure the "${kind}" CRD is installed on the destination cluster.`;
  }
  if (!permitsKind(project, identity, task.isNamespaced)) {
    return `resource ${group}:${kind} is not permitted in project ${project.name}`;
  }
  if (task.isNamespaced && !permitsNamespace(project, namespace)) {
    return `namespace ${namespace} is not permitted in project '${project.name}'`;
  }
  return task.isHook && runsAtDeletion(task.desired)
    ? 'the lab does not run hooks at deletion: take PostDelete away or try it on a real Argo CD'
    : undefined;
}

function runsHooks(sync: Sync): boolean {
  return (
    !sync.resources &&
    !sync.dryRun &&
    fieldAt(sync, 'syncStrategy', 'apply') === undefined
  );
}

function hookTasks(
  hook: DesiredObject,
  mark: (phase: string) => string,
): SyncTask[] {
  const { generateName, name: given } = hook.object.metadata;
  const phases = runsAtDeletion(hook.object)
    ? (['PreSync'] as const)
    : syncPhases(hook.object);
  return phases.map(phase => {
    const name = given || `${generateName ?? ''}${mark(phase)}`;
    return {
      ...hook,
      identity: { ...hook.identity, name },
      desired: {
        ...hook.object,
        metadata: { ...hook.object.metadata, name, generateName: undefined },
      },
      phase,
      isHook: true,
    };
  });
}

function isSelected(entry: ComparedObject, { resources }: Sync): boolean {
  return (
    !resources ||
    resources.some(
      selected =>
        (selected.group ?? '') === entry.identity.group &&
        selected.kind === entry.identity.kind &&
        selected.name === entry.identity.name &&
        (!selected.namespace ||
          selected.namespace === entry.identity.namespace),
    )
  );
}

/** Task for the destination namespace when it has to be made first. */
function missingNamespace(
  application: Application,
  sync: Sync,
  tasks: SyncTask[],
  api: KubernetesApi,
): SyncTask | undefined {
  const { destination, syncPolicy } = application.spec;
  const { namespace } = destination;
  const resource = api.resourceOf('v1', 'Namespace');
  const isWanted =
    namespace &&
    resource &&
    hasOption(sync.syncOptions, 'CreateNamespace=true') &&
    !tasks.some(
      ({ identity }) =>
        identity.kind === 'Namespace' && identity.name === namespace,
    ) &&
    !api.find(resource, undefined, namespace);
  if (!isWanted) return undefined;
  return {
    identity: { group: '', kind: 'Namespace', namespace: '', name: namespace },
    version: 'v1',
    resource,
    isNamespaced: false,
    desired: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        ...(syncPolicy?.managedNamespaceMetadata ?? {}),
      },
    },
    phase: 'PreSync',
    // Before every other wave, however low.
    wave: Math.min(0, ...tasks.map(({ wave }) => wave)) - 1,
    isHook: false,
  };
}
