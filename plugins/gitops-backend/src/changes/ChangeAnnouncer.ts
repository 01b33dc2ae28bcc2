import { SignalsService } from '@backstage/plugin-signals-node';
import {
  ChangeRequest,
  GITOPS_SIGNAL_CHANNEL,
  GitopsSignal,
  requestId,
} from '@naru/plugin-gitops-common';
import {
  Application,
  ArgoCdApplications,
  ChangeRequestHosts,
  coversFile,
  ObjectStateSource,
} from '@naru/plugin-gitops-node';
import { WorkloadId, Workloads } from '@naru/plugin-workloads-node';
import { placeOf } from '../applications/EntityApplicationsReader';
import { ChangeRequests } from './ChangeRequests';

const BATCH_MS = 300;
/** More are not listed one by one. */
const MAX_IDS = 200;

/** Tells browsers which change requests and Applications changed, a few times a second at most. */
export class ChangeAnnouncer {
  readonly #signals: SignalsService;
  readonly #changeRequests: ChangeRequests;
  readonly #hosts: ChangeRequestHosts;
  readonly #pendingRequests = new Set<string>();
  readonly #pendingApplications = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    signals: SignalsService;
    changeRequests: ChangeRequests;
    hosts: ChangeRequestHosts;
  }) {
    this.#signals = options.signals;
    this.#changeRequests = options.changeRequests;
    this.#hosts = options.hosts;
  }

  /** Begins to listen; ends with the signal. */
  start(
    sources: {
      applications: ArgoCdApplications;
      objectStates: ObjectStateSource[];
      workloads: Workloads;
    },
    signal: AbortSignal,
  ): void {
    const { applications, objectStates, workloads } = sources;
    this.#changeRequests.subscribe(one => this.#announce([one]));
    const ends = [
      applications.subscribe(application =>
        application ? this.#announceApplication(application) : undefined,
      ),
      ...objectStates.map(source =>
        source.subscribe(changed => this.#announceObjects(new Set(changed))),
      ),
      workloads.subscribe(changed =>
        this.#announceWorkloads(applications, changed),
      ),
    ];
    signal.addEventListener('abort', () => {
      ends.forEach(end => end());
      clearTimeout(this.#timer);
    });
  }

  #announceApplication(application: Application): void {
    const { namespace, name } = application.state;
    this.#pendingApplications.add(`${namespace}/${name}`);
    this.#announce(
      this.#changeRequests.known().filter(one => {
        const { cloneUrls } = this.#hosts.get(one.repository).repository;
        return one.files.some(({ path }) =>
          application.sources.some(source =>
            coversFile(source, { cloneUrls, branch: one.base, path }),
          ),
        );
      }),
    );
  }

  #announceWorkloads(
    applications: ArgoCdApplications,
    changed: WorkloadId[],
  ): void {
    const keys = new Set(changed.map(workloadKey));
    for (const application of applications.list()) {
      const place = placeOf(application);
      if (place && keys.has(workloadKey(place))) {
        const { namespace, name } = application.state;
        this.#pendingApplications.add(`${namespace}/${name}`);
      }
    }
    this.#announce([]);
  }

  #announceObjects(entityRefs: Set<string>): void {
    this.#announce(
      this.#changeRequests
        .known()
        .filter(one => one.entityRefs.some(ref => entityRefs.has(ref))),
    );
  }

  #announce(changed: ChangeRequest[]): void {
    if (changed.length === 0 && this.#pendingApplications.size === 0) {
      return;
    }
    for (const { repository, branch } of changed) {
      this.#pendingRequests.add(requestId(repository, branch));
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, BATCH_MS);
  }

  #send(): void {
    const message: GitopsSignal = {
      changeRequests: [...this.#pendingRequests].slice(0, MAX_IDS),
      applications: [...this.#pendingApplications].slice(0, MAX_IDS),
    };
    this.#pendingRequests.clear();
    this.#pendingApplications.clear();
    void this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: GITOPS_SIGNAL_CHANNEL,
      message: { ...message },
    });
  }
}

function workloadKey({ cluster, namespace, app }: WorkloadId): string {
  return `${cluster}/${namespace}/${app}`;
}
