import { ArgoCdState } from '@naru/plugin-gitops-common';
import {
  Application,
  ArgoCdApplications,
  coversFile,
  FileInRepository,
  SyncOrder,
} from '@naru/plugin-gitops-node';

/** Applications that a test sets, and what Argo CD was asked. */
export class FakeApplications implements ArgoCdApplications {
  configured = true;
  argocd: ArgoCdState = { phase: 'live' };
  refreshed: string[] = [];
  refreshedSets = 0;
  refuses = false;
  synced: ({ name: string } & SyncOrder)[] = [];
  /** What the next order meets. */
  syncError: Error | undefined;
  /** Called after Argo CD was asked. */
  onRefresh?: () => void;
  readonly #applications = new Map<string, Application>();
  readonly #listeners = new Set<(changed?: Application) => void>();

  set(changed: Application): void {
    this.#applications.set(changed.state.name, changed);
    this.#listeners.forEach(listener => listener(changed));
  }

  list(): Application[] {
    return [...this.#applications.values()];
  }

  covering(file: FileInRepository): Application[] {
    return this.list().filter(({ sources }) =>
      sources.some(source => coversFile(source, file)),
    );
  }

  state(): ArgoCdState {
    return this.argocd;
  }

  async refresh({ state }: Application): Promise<void> {
    this.refreshed.push(state.name);
    this.onRefresh?.();
    if (this.refuses) {
      throw new Error('403');
    }
  }

  urlOf({ state }: Application): string {
    return `https://argocd.test/applications/${state.namespace}/${state.name}`;
  }

  async sync({ state }: Application, order: SyncOrder): Promise<string[]> {
    if (this.syncError) {
      throw this.syncError;
    }
    this.synced.push({ name: state.name, ...order });
    return [order.revision ?? state.revision ?? ''];
  }

  async refreshApplicationSets(): Promise<string[]> {
    this.refreshedSets += 1;
    return [];
  }

  subscribe(listener: (changed?: Application) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The Application of a team's machines in staging. */
export function application(
  change: Partial<Application['state']> = {},
  rest: Partial<Application> = {},
): Application {
  return {
    state: {
      cluster: 'prod7',
      namespace: 'argocd',
      name: 'team1-vms-staging',
      project: 'apps',
      sync: 'Synced',
      health: 'Healthy',
      automated: true,
      conditions: [],
      resources: [],
      ...change,
    },
    sources: [
      {
        repoUrl: 'http://git.test/platform/gitops.git',
        path: 'kubernetes/staging/vms/team1',
        targetRevision: 'main',
        reads: 'directory',
      },
    ],
    operationRevisions: [],
    ...rest,
  };
}
