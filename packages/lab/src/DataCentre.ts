import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HelmProgram } from '@naru/helm-program';
import { startArgoCd } from './argocd/startArgoCd';
import { type LabClock, RealClock } from './clock/LabClock';
import { ControlServer } from './control/ControlServer';
import { ForgeServer } from './forge/ForgeServer';
import { sampleHarbor } from './harbor/sampleHarbor';
import type { Requester } from './kubernetes/KubernetesApi';
import { installCustomResources } from './kubernetes/installCustomResources';
import { KubernetesServer } from './kubernetes/KubernetesServer';
import { createRunningVirtualMachines } from './kubevirt/fillVirtualMachines';
import { startKubevirt } from './kubevirt/startKubevirt';
import { countStart } from './countStart';
import { keptSecrets, writePrivately } from './keptSecrets';
import { kubeconfig } from './kubeconfig';
import { seededRandom } from './random/seededRandom';
import { TEAMS } from './seed/platform';
import { samplePeople } from './seed/samplePeople';
import { seedDataCentre } from './seed/seedDataCentre';
import { startWorkloads } from './workloads/startWorkloads';

/** Options of {@link DataCentre.start}. */
export interface DataCentreOptions {
  /** Folder that keeps everything between starts. */
  stateDir: string;
  /** Kubernetes listens here, forge, control and Harbor on the three ports after it; 0 = any four. */
  port: number;
  /** Same seed, same data centre. */
  seed?: number;
  /** Factor of the lab's time. */
  speed?: number;
  /** Virtual machines to add. */
  fill?: number;
  /** The helm program; default: the one that `NARU_HELM` names, else the first on the PATH. */
  helm?: string;
}

/** Where everything is and who may sign in: what `endpoints.json` holds. */
export interface Endpoints {
  kubernetes: { url: string; caFile: string; token: string };
  forge: { url: string; token: string; repository: string };
  control: { url: string };
  /** The robot account of the portal. */
  harbor: { url: string; registry: string; username: string; password: string };
  people: {
    name: string;
    userRef: string;
    role: string;
    forge: { user: string; password: string; token: string };
    kubernetes: { token: string };
  }[];
}

/** The whole lab, composed: a forge, a Harbor, a Kubernetes API with KubeVirt's and Argo CD's behaviour, and the sample data. */
export class DataCentre {
  readonly endpoints: Endpoints;
  readonly #stop: () => Promise<void>;

  private constructor(endpoints: Endpoints, stop: () => Promise<void>) {
    this.endpoints = endpoints;
    this.#stop = stop;
  }

  static async start(options: DataCentreOptions): Promise<DataCentre> {
    const { stateDir, port, seed = 1, speed = 1, fill = 0 } = options;
    mkdirSync(stateDir, { recursive: true });
    const clock: LabClock = new RealClock({ speed });
    const random = seededRandom(seed + countStart(join(stateDir, 'starts')));
    const secret = keptSecrets(join(stateDir, 'secrets.json'));
    const people = samplePeople(secret);

    const forge = ForgeServer.create({
      stateDir: join(stateDir, 'forge'),
      clock,
      people: people.map(person => person.forge),
    });
    const kubernetes = KubernetesServer.create({
      clock,
      random,
      stateDir: join(stateDir, 'kubernetes'),
      tokens: new Map<string, Requester>([
        [
          secret('kubernetes/naru'),
          {
            name: 'system:serviceaccount:naru:naru',
            groups: ['system:serviceaccounts', 'system:serviceaccounts:naru'],
          },
        ],
        ...people.map(
          person =>
            [person.kubernetes.token, person.kubernetes.requester] as const,
        ),
      ]),
    });
    const {
      server: harbor,
      registry,
      portal,
    } = sampleHarbor({ clock, secret });
    const control = new ControlServer({ kubernetes, forge, harbor });

    const forgeAt = await forge.listen(port === 0 ? 0 : port + 1);
    const kubernetesAt = await kubernetes.listen(port);
    const controlAt = await control.listen(port === 0 ? 0 : port + 2);
    const harborAt = await harbor.listen(port === 0 ? 0 : port + 3);

    installCustomResources(kubernetes.api);
    const kubevirt = startKubevirt({ api: kubernetes.api, clock, random });
    const workloads = startWorkloads({
      api: kubernetes.api,
      clock,
      random,
      imageExists: image => harbor.imageExists(image),
    });
    const argocd = startArgoCd({
      api: kubernetes.api,
      clock,
      stateDir: join(stateDir, 'argocd'),
      pollSeconds: 30,
      helm: await HelmProgram.find({ path: options.helm }),
    });
    await seedDataCentre({
      forge,
      forgeUrl: forgeAt.url,
      api: kubernetes.api,
      botToken: secret('forge/naru-bot'),
    });

    if (fill > 0) {
      createRunningVirtualMachines({
        api: kubernetes.api,
        clock,
        random: seededRandom(seed),
        count: fill,
        namespaces: TEAMS.map(team => `${team}-staging`),
      });
    }

    const endpoints: Endpoints = {
      kubernetes: { ...kubernetesAt, token: secret('kubernetes/naru') },
      forge: {
        url: forgeAt.url,
        token: secret('forge/naru-bot'),
        repository: 'platform/gitops',
      },
      control: controlAt,
      harbor: {
        ...harborAt,
        registry,
        username: portal.username,
        password: portal.password,
      },
      people: people
        .filter(person => person.userRef !== undefined)
        .map(person => ({
          name: person.title,
          userRef: person.userRef ?? '',
          role: person.role,
          forge: {
            user: person.forge.login,
            password: person.forge.password,
            token: person.forge.token,
          },
          kubernetes: { token: person.kubernetes.token },
        })),
    };
    writePrivately(join(stateDir, 'kubeconfig'), kubeconfig(endpoints));
    writePrivately(
      join(stateDir, 'endpoints.json'),
      `${JSON.stringify(endpoints, undefined, 2)}\n`,
    );
    return new DataCentre(endpoints, async () => {
      argocd.stop();
      workloads.stop();
      kubevirt.stop();
      await Promise.all([
        kubernetes.close(),
        forge.close(),
        control.close(),
        harbor.close(),
      ]);
    });
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
