import {
  APP_LABEL,
  type ApplicationState,
  ENVIRONMENT_LABEL,
  type ObjectTrouble,
} from '@naru/plugin-gitops-common';
import {
  type Application,
  type ArgoCdApplications,
  destinationCluster,
  type ObjectState,
  type ObjectStateSource,
} from '@naru/plugin-gitops-node';
import type { Workload, Workloads } from '@naru/plugin-workloads-node';

const COMPONENT = /^component:default\/([a-z0-9.-]+)$/;

/** Reasons that pass when what they wait for comes, often within moments. */
const MAY_PASS = new Set(['Unschedulable', 'NotReady', 'FailedCreate']);

/**
 * How the applications behind Components do, where Argo CD deploys them by itself: there a merge is to lead to running pods, while elsewhere it waits
 * for a person.
 */
export class ComponentStates implements ObjectStateSource {
  readonly #applications: ArgoCdApplications;
  readonly #workloads: Workloads;

  constructor(options: {
    applications: ArgoCdApplications;
    workloads: Workloads;
  }) {
    this.#applications = options.applications;
    this.#workloads = options.workloads;
  }

  stateOf(entityRef: string): ObjectState | undefined {
    const app = COMPONENT.exec(entityRef)?.[1];
    if (app === undefined) {
      return undefined;
    }
    const states = this.#applications
      .list()
      .filter(
        application => isOf(app, application) && application.state.automated,
      )
      .map(application => this.#stateOf(app, application));
    return (
      states.find(({ state }) => state === 'failed') ??
      states.find(({ state }) => state === 'active') ??
      states.at(0)
    );
  }

  subscribe(listener: (entityRefs: string[]) => void): () => void {
    return this.#workloads.subscribe(changed => {
      const apps = new Set(changed.map(({ app }) => app));
      listener([...apps].map(app => `component:default/${app}`));
    });
  }

  #stateOf(app: string, application: Application): ObjectState {
    const { state, destination } = application;
    const cluster = destinationCluster(application);
    const workload =
      cluster !== undefined && destination?.namespace !== undefined
        ? this.#workloads.of({
            cluster,
            namespace: destination.namespace,
            app,
          })
        : undefined;
    return workload ? describeWorkload(workload) : describeApplication(state);
  }
}

/** Anybody can write a label; a name is there once, and is the one that the rules of a request ask for. */
function isOf(app: string, { labels = {}, state }: Application): boolean {
  return (
    labels[APP_LABEL] === app &&
    state.name === `${app}-${labels[ENVIRONMENT_LABEL]}`
  );
}

function describeWorkload({
  summary,
  troubles,
  settled,
}: Workload): ObjectState {
  const pods = `${summary.ready} of ${summary.wanted} pods are ready`;
  const trouble = troubles.find(({ reason }) => !MAY_PASS.has(reason));
  if (trouble) {
    return { state: 'failed', message: wordsOf(trouble) };
  }
  if (settled) {
    return { state: 'done', message: pods };
  }
  const waits = troubles.at(0);
  return { state: 'active', message: waits ? wordsOf(waits) : pods };
}

/** Without a Deployment that anybody knows, Argo CD's word counts. */
function describeApplication({ sync, health }: ApplicationState): ObjectState {
  if (health === 'Degraded') {
    return { state: 'failed', message: health };
  }
  return sync === 'Synced' && health === 'Healthy'
    ? { state: 'done' }
    : { state: 'active' };
}

function wordsOf(trouble: ObjectTrouble): string {
  const { kind, name, container, reason, message, exitCode, count } = trouble;
  const where = [kind, name, container && `container ${container}`]
    .filter(Boolean)
    .join(' ');
  const how = [
    reason,
    exitCode !== undefined && `exit code ${exitCode}`,
    count > 1 && `${count} objects`,
  ]
    .filter(Boolean)
    .join(', ');
  return `${where}: ${how}${message ? `: ${message}` : ''}`;
}
