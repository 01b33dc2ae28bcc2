import { mkdirSync } from 'node:fs';
import type { HelmProgram } from '@naru/helm-program';
import type { LabClock } from '../clock/LabClock';
import type { KubernetesApi } from '../kubernetes/KubernetesApi';
import { ApplicationController } from './ApplicationController';
import { ApplicationReconciler } from './ApplicationReconciler';
import { ApplicationSetController } from './applicationset/ApplicationSetController';
import { ApplicationStore } from './ApplicationStore';
import { ApplicationComparer } from './compare/ApplicationComparer';
import { Repositories } from './git/Repositories';
import { installDefaults, installDefinitions } from './installDefinitions';
import { LiveObjects } from './LiveObjects';
import { HelmRenderer } from './render/HelmRenderer';
import { Renderer } from './render/Renderer';
import { ObjectApplier } from './sync/ObjectApplier';
import { OperationRunner } from './sync/OperationRunner';

/** Namespace of Argo CD. */
const NAMESPACE = 'argocd';

/** Options of {@link startArgoCd}. */
export interface ArgoCdOptions {
  api: KubernetesApi;
  clock: LabClock;
  /** Folder for the copies of Git repositories. */
  stateDir: string;
  /** Seconds between two looks at Git. */
  pollSeconds: number;
  /** Renders charts; without it Applications with charts say that helm is missing. */
  helm?: HelmProgram;
}

/** The running Argo CD of the lab. */
export interface ArgoCd {
  /** Resolves when nothing is under way. What waits for the clock is not under way. */
  settled(): Promise<void>;
  stop(): void;
}

/**
 * Starts Argo CD's part of the lab: definitions, the namespace `argocd` with the project `default`, and the controllers
 * of Applications and ApplicationSets. All state is in the API's objects; Git copies are only a cache.
 */
export function startArgoCd(options: ArgoCdOptions): ArgoCd {
  const { api, clock, stateDir, pollSeconds } = options;
  mkdirSync(stateDir, { recursive: true });
  installDefinitions(api);
  installDefaults(api, NAMESPACE);
  const namespace = NAMESPACE;
  const repositories = new Repositories({
    api,
    clock,
    directory: stateDir,
    namespace,
  });
  const store = new ApplicationStore({ api, clock, namespace });
  const renderer = new Renderer({
    repositories,
    helm: new HelmRenderer({ api, helm: options.helm }),
  });
  const applier = new ObjectApplier({ api });
  const live = new LiveObjects({ api });
  const comparer = new ApplicationComparer({ api, live, applier });
  const applications = new ApplicationController({
    api,
    clock,
    namespace,
    pollSeconds,
    store,
    live,
    reconciler: new ApplicationReconciler({
      clock,
      store,
      renderer,
      comparer,
      live,
      pollSeconds,
      namespace,
    }),
    operations: new OperationRunner({
      api,
      clock,
      store,
      renderer,
      comparer,
      applier,
    }),
  });
  const sets = new ApplicationSetController({
    api,
    clock,
    namespace,
    store,
    repositories,
  });
  live.subscribe(name => applications.noteLiveChange(name));
  applications.start();
  sets.start();
  return {
    async settled() {
      // A set makes Applications, and Applications change the status of their set.
      await sets.settled();
      await applications.settled();
      await sets.settled();
    },
    stop() {
      sets.stop();
      applications.stop();
      live.stop();
      repositories.stop();
    },
  };
}
