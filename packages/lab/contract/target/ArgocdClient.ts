import type { ArgocdTarget } from './argocdTarget';
import type { Json } from './ForgeClient';

/** Sync options that Naru's Applications have. */
export const SYNC_OPTIONS = ['CreateNamespace=true', 'ServerSideApply=true'];

const MERGE = 'application/merge-patch+json';

/** Short words for what the statements about Argo CD do again and again. */
export class ArgocdClient {
  readonly #target: ArgocdTarget;

  constructor(target: ArgocdTarget) {
    this.#target = target;
  }

  /** Name (also of the namespace) that belongs to this run. */
  name(story: string): string {
    return `${story}-${this.#target.mark}`;
  }

  /** Creates an Application of the directory `story`, named and aimed at `name(story)`. */
  async createApplication(
    story: string,
    options: {
      automated?: Json;
      metadata?: Json;
      /** Instead of {@link SYNC_OPTIONS}. */
      syncOptions?: string[];
      retry?: Json;
      source?: Json;
      spec?: Json;
    } = {},
  ): Promise<void> {
    const name = this.name(story);
    const { automated, syncOptions = SYNC_OPTIONS, retry } = options;
    await this.create('applications', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name, ...options.metadata },
      spec: {
        project: 'default',
        source: {
          repoURL: this.#target.repositoryUrl,
          targetRevision: 'main',
          path: story,
          ...options.source,
        },
        destination: {
          server: 'https://kubernetes.default.svc',
          namespace: name,
        },
        syncPolicy: { automated, syncOptions, retry },
        ...options.spec,
      },
    });
  }

  /** An Application that syncs, prunes and heals by itself. */
  createAutomated(
    story: string,
    options: Parameters<ArgocdClient['createApplication']>[1] = {},
  ): Promise<void> {
    return this.createApplication(story, {
      automated: { prune: true, selfHeal: true },
      ...options,
    });
  }

  async create(plural: string, object: Json): Promise<void> {
    const answer = await this.#target.kubernetes.request(
      'POST',
      this.#target.path(plural),
      { body: object },
    );
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  }

  async patch(plural: string, name: string, body: Json): Promise<void> {
    const answer = await this.#target.kubernetes.request(
      'PATCH',
      this.#target.path(plural, name),
      { body, contentType: MERGE },
    );
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  }

  /** Asks Argo CD to look at Git now. */
  refresh(story: string, how: 'normal' | 'hard' = 'normal'): Promise<void> {
    return this.patch('applications', this.name(story), {
      metadata: { annotations: { 'argocd.argoproj.io/refresh': how } },
    });
  }

  /**
   * Starts a sync as a person does, with the options that the spec has. Like Argo CD's own API, it takes the state of the
   * last operation away: what it says of objects would else pass for results of the new one.
   */
  sync(story: string, sync: Json = {}): Promise<void> {
    return this.patch('applications', this.name(story), {
      operation: {
        initiatedBy: { username: 'dev1' },
        sync: { syncOptions: SYNC_OPTIONS, ...sync },
      },
      status: { operationState: null },
    });
  }

  /** The object at a path, undefined when there is none. */
  async find(path: string): Promise<Json> {
    const { status, body } = await this.#target.kubernetes.request('GET', path);
    return status === 200 ? body : undefined;
  }

  application(story: string): Promise<Json> {
    return this.find(this.#target.path('applications', this.name(story)));
  }

  configMap(story: string, name: string): Promise<Json> {
    return this.find(
      `/api/v1/namespaces/${this.name(story)}/configmaps/${name}`,
    );
  }

  /** Waits until the Application is what is expected. */
  async expectApplication(story: string, expected: Json): Promise<Json> {
    return this.eventually(async () => {
      const application = await this.application(story);
      // eslint-disable-next-line jest/no-standalone-expect
      expect(application).toMatchObject(expected);
      return application;
    });
  }

  eventually<T>(read: () => Promise<T>, timeoutMs = 40_000): Promise<T> {
    return this.#target.kubernetes.eventually(read, { timeoutMs });
  }
}

/** Text of a ConfigMap manifest. */
export function configMapManifest(
  name: string,
  value: string = '1',
  metadata: Json = {},
): string {
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, ...metadata },
      data: { value },
    },
    undefined,
    2,
  )}\n`;
}

/** Text of a VirtualMachine manifest such as Naru writes. */
export function machineManifest(name: string, runStrategy: string): string {
  return `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: ${name}
spec:
  runStrategy: ${runStrategy}
  template:
    spec:
      domain:
        devices:
          disks:
            - name: root
              disk:
                bus: virtio
          interfaces:
            - name: default
              masquerade: {}
        memory:
          guest: 64Mi
      networks:
        - name: default
          pod: {}
      volumes:
        - name: root
          emptyDisk:
            capacity: 1Gi
`;
}
