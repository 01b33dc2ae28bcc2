import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureAppBundle } from './appBundle.ts';
import { mkdocsFolder } from './documentation.ts';
import { isFree, listenerOn } from './ports.ts';
import { Program } from './Program.ts';

/** The systems that a portal is connected to. */
export interface Systems {
  kubernetes: { url: string; caFile: string; token: string };
  forge: { url: string; token: string };
  /** Absent: images are not checked. */
  harbor?: { url: string; username: string; password: string };
}

/** What the lab writes about itself; see packages/lab/README.md. */
export interface Endpoints extends Systems {
  forge: Systems['forge'] & { repository: string };
  control: { url: string };
  people: {
    name: string;
    userRef: string;
    role: string;
    forge: { user: string; password: string; token: string };
    kubernetes: { token: string };
  }[];
}

/** Who can sign in with the embedded default: `auth.providers.sample-people` of app-config.yaml. */
const SAMPLE_PEOPLE = ['dev1', 'dev2', 'ops1', 'audit1'].map(
  name => `user:default/${name}`,
);

/** Options of {@link Portal}. */
export interface PortalOptions {
  /** Root of the checkout. */
  root: string;
  /** Port of the app; the lab takes the four after it. */
  port: number;
  /** Folder that keeps the data between starts, in `lab` and `portal`. */
  stateDir: string;
  /** Systems that run already, in place of the lab. */
  systems?: Systems;
  /** Forget what the folder holds. */
  fresh?: boolean;
  /** Virtual machines to add to the lab. */
  fill?: number;
  /** Factor of the lab's time. */
  speed?: number;
  say(words: string): void;
  /** Hears of a program that ended by itself. */
  onCrash(words: string): void;
}

/** The portal with its lab, as `./portal start` and the tests run them. */
export class Portal {
  readonly #options: PortalOptions;
  readonly lab: Program;
  readonly backend: Program;
  #endpoints: Endpoints | undefined;

  constructor(options: PortalOptions) {
    this.#options = options;
    const { root, port, stateDir } = options;
    const labArgs = ['--port', `${port + 1}`, '--state', join(stateDir, 'lab')];
    if (options.fill) labArgs.push('--fill', `${options.fill}`);
    if (options.speed) labArgs.push('--speed', `${options.speed}`);
    this.lab = new Program({
      name: 'the lab',
      entry: 'packages/lab/src/main.ts',
      args: labArgs,
      root,
      logFile: join(stateDir, 'lab.log'),
    });
    this.backend = new Program({
      name: 'the backend',
      entry: 'packages/backend/src/index.ts',
      root,
      logFile: join(stateDir, 'backend.log'),
      get env() {
        return backendEnvironment(
          options,
          options.systems ?? readEndpoints(stateDir)!,
        );
      },
    });
  }

  get url(): string {
    return `http://localhost:${this.#options.port}`;
  }

  get endpoints(): Endpoints {
    if (!this.#endpoints) throw new Error('The lab has not been started');
    return this.#endpoints;
  }

  /**
   * Starts everything and waits until a person can sign in.
   *
   * @throws Error with one line that says what to do
   */
  async start(): Promise<void> {
    const { root, stateDir, fresh, port, say, systems } = this.#options;
    await this.#refuseTakenPorts(port);
    if (fresh) {
      for (const kept of ['lab', 'portal']) {
        rmSync(join(stateDir, kept), { recursive: true, force: true });
      }
    }
    const bundle = ensureAppBundle(root);
    bundle.catch(() => {});
    if (!systems) await this.#startLab();
    say('preparing the app');
    if (await bundle) say('the app is built');
    await this.startBackend();
  }

  /** Starts the backend alone (again) and waits until it is ready. */
  async startBackend(): Promise<void> {
    this.backend.start(this.#options.onCrash);
    await this.#until('the backend', this.backend, async () => {
      const answer = await fetch(
        `${this.url}/.backstage/health/v1/readiness`,
      ).catch(() => undefined);
      return answer?.ok ?? false;
    });
    // The catalog reads the sample people in the first seconds; before that nobody can sign in.
    await this.#until('sign-in', this.backend, async () => {
      const answers = await Promise.all(
        SAMPLE_PEOPLE.map(userRef =>
          fetch(`${this.url}/api/auth/sample-people/refresh?env=development`, {
            headers: { 'x-naru-sample-person': userRef },
          }).catch(() => undefined),
        ),
      );
      return answers.every(answer => answer?.ok);
    });
  }

  /** Ends everything; comes back when no process is left. */
  async stop(): Promise<void> {
    await Promise.all([this.backend.stop(), this.lab.stop()]);
  }

  async #refuseTakenPorts(port: number): Promise<void> {
    for (const each of [0, 1, 2, 3, 4].map(offset => port + offset)) {
      if (!(await isFree(each))) {
        throw new Error(
          `port ${each} is taken by ${
            listenerOn(each) ?? 'another process'
          }; end it, or choose other ports with --port N (needs N to N+4)`,
        );
      }
    }
  }

  async #startLab(): Promise<void> {
    const { stateDir, say, onCrash } = this.#options;
    rmSync(endpointsFile(stateDir), { force: true });
    this.lab.start(onCrash);
    await this.#until('the lab', this.lab, () => {
      this.#endpoints = readEndpoints(stateDir);
      return this.#endpoints !== undefined;
    });
    say('the lab is up');
  }

  async #until(
    name: string,
    program: Program,
    ready: () => boolean | Promise<boolean>,
  ): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!(await ready())) {
      if (program.pid === undefined) {
        throw new Error(`${name} does not start: ${program.lastWords()}`);
      }
      if (Date.now() > deadline) {
        throw new Error(`${name} is not ready after two minutes`);
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
}

function endpointsFile(stateDir: string): string {
  return join(stateDir, 'lab', 'endpoints.json');
}

function readEndpoints(stateDir: string): Endpoints | undefined {
  const file = endpointsFile(stateDir);
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Endpoints)
    : undefined;
}

function backendEnvironment(
  { root, port, stateDir }: PortalOptions,
  { kubernetes, forge, harbor }: Systems,
): Record<string, string> {
  return {
    // TechDocs runs `mkdocs` from the PATH, from the moment it is there.
    PATH: [mkdocsFolder(root), process.env.PATH]
      .filter(Boolean)
      .join(delimiter),
    NARU_ROOT: root,
    NARU_PORT: `${port}`,
    NARU_STATE: join(stateDir, 'portal'),
    NARU_LAB_KUBERNETES_URL: kubernetes.url,
    NARU_LAB_KUBERNETES_CA: kubernetes.caFile,
    NARU_LAB_KUBERNETES_TOKEN: kubernetes.token,
    NARU_LAB_FORGE_URL: forge.url,
    NARU_LAB_FORGE_TOKEN: forge.token,
    NARU_LAB_FORGE_HOST: new URL(forge.url).host,
    ...(harbor
      ? {
          NARU_LAB_HARBOR_URL: harbor.url,
          NARU_LAB_HARBOR_USERNAME: harbor.username,
          NARU_LAB_HARBOR_PASSWORD: harbor.password,
        }
      : {}),
  };
}
