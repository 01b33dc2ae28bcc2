import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { timestamp } from '../../clock/LabClock';
import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import {
  controllerOf,
  controllerReference,
  keyOf,
  partsOf,
} from '../../kubevirt/objectKeys';
import { ReconcileQueue } from '../../kubevirt/ReconcileQueue';
import { withCondition } from '../conditions';
import { EXTERNAL_SECRETS, SECRETS } from '../resources';
import type { Condition } from '../types';
import type { Controller, WorkloadsContext } from '../WorkloadsContext';
import { writeStatus } from '../writeStatus';
import { madeUp, readVault } from './vaultPaths';

const COMPONENT = 'external-secrets';
const MANAGED = 'reconcile.external-secrets.io/managed';
const DATA_HASH = 'reconcile.external-secrets.io/data-hash';

interface RemoteRef {
  key: string;
  property?: string;
}

interface ExternalSecret extends KubernetesObject {
  spec: {
    target?: { name?: string; creationPolicy?: string; immutable?: boolean };
    data?: { secretKey: string; remoteRef: RemoteRef }[];
    dataFrom?: { extract?: RemoteRef }[];
  };
  status?: {
    conditions?: Condition[];
    refreshTime?: string;
    syncedResourceVersion?: string;
  };
}

/** A path or property that the played Vault does not have. */
class VaultError extends Error {}

/**
 * Plays the External Secrets operator before a Vault with a few paths per team: the target Secret appears, or the condition
 * says why not. Annotation `lab.naru.io/secret` bends it: `exists` finds every path, `missing` none.
 */
export class ExternalSecretController implements Controller {
  readonly #context: WorkloadsContext;
  readonly #queue: ReconcileQueue;

  constructor(context: WorkloadsContext) {
    this.#context = context;
    this.#queue = new ReconcileQueue({
      clock: context.clock,
      reconcile: key => this.#reconcile(key),
    });
  }

  start(): () => void {
    const { api } = this.#context;
    const stops = [
      api.watch(EXTERNAL_SECRETS, ({ type, object }) => {
        if (type === 'DELETED') this.#queue.forget(keyOf(object));
        else this.#queue.add(keyOf(object));
      }),
      // A Secret that somebody deletes or changes is made anew.
      api.watch(SECRETS, ({ object }) => {
        const owner = controllerOf(object, 'ExternalSecret');
        if (!owner) return;
        this.#queue.add(`${object.metadata.namespace}/${owner.name}`);
      }),
    ];
    return () => {
      stops.forEach(stop => stop());
      this.#queue.stop();
    };
  }

  #reconcile(key: string): void {
    const { api, events } = this.#context;
    const { namespace, name } = partsOf(key);
    const external = api.find(EXTERNAL_SECRETS, namespace, name) as
      | ExternalSecret
      | undefined;
    if (!external || external.metadata.deletionTimestamp) return;
    try {
      const data = dataOf(external);
      this.#keep(external, data);
      this.#report(external, data);
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      events.warning(external, 'UpdateFailed', error.message, COMPONENT);
      this.#report(external, undefined);
    }
    this.#queue.succeeded(key);
  }

  #keep(external: ExternalSecret, plain: Record<string, string>): void {
    const { api, events } = this.#context;
    const { namespace, name } = external.metadata;
    const { target = {} } = external.spec;
    if (target.creationPolicy === 'None') return;
    const data = Object.fromEntries(
      Object.entries(plain).map(([key, value]) => [
        key,
        Buffer.from(value).toString('base64'),
      ]),
    );
    const secretName = target.name ?? name;
    const present = api.find(SECRETS, namespace, secretName);
    if (present && isDeepStrictEqual(present.data ?? {}, data)) return;
    const owned = target.creationPolicy !== 'Orphan';
    const secret: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      ...present,
      metadata: {
        ...present?.metadata,
        name: secretName,
        namespace,
        labels: { ...present?.metadata.labels, [MANAGED]: 'true' },
        annotations: {
          ...present?.metadata.annotations,
          [DATA_HASH]: hashOf(plain),
        },
        ...(owned && { ownerReferences: [controllerReference(external)] }),
      },
      data,
    };
    const options = { as: LAB_CONTROLLER, fieldManager: 'externalsecrets' };
    if (present) {
      api.update(SECRETS, secret, options);
      events.normal(external, 'Updated', 'secret updated', COMPONENT);
    } else {
      api.create(SECRETS, secret, options);
      events.normal(external, 'Created', 'secret created', COMPONENT);
    }
  }

  #report(
    external: ExternalSecret,
    data: Record<string, string> | undefined,
  ): void {
    const { api, clock } = this.#context;
    const { generation, name } = external.metadata;
    const conditions = withCondition(
      external.status?.conditions,
      data
        ? {
            type: 'Ready',
            status: 'True',
            reason: 'SecretSynced',
            message: 'secret synced',
          }
        : {
            type: 'Ready',
            status: 'False',
            reason: 'SecretSyncedError',
            message: 'could not get secret data from provider',
          },
      clock,
    );
    const { refreshTime, syncedResourceVersion } = external.status ?? {};
    const version = data && `${generation}-${hashOf(data)}`;
    const fresh = version === undefined || version === syncedResourceVersion;
    writeStatus(
      api,
      EXTERNAL_SECRETS,
      external,
      {
        ...external.status,
        conditions,
        ...(data && {
          binding: { name: external.spec.target?.name ?? name },
          refreshTime: fresh ? refreshTime : timestamp(clock),
          syncedResourceVersion: version,
        }),
      },
      'external-secrets',
    );
  }
}

function hashOf(data: Record<string, string>): string {
  return createHash('sha3-224')
    .update(JSON.stringify(Object.entries(data).sort()))
    .digest('hex');
}

/** Values of the Secret, in the clear. */
function dataOf(external: ExternalSecret): Record<string, string> {
  const wish = external.metadata.annotations?.['lab.naru.io/secret'];
  const read = (field: string, { key, property }: RemoteRef) => {
    const where = `error processing ${field} (key: ${key}), err: `;
    const known = wish === 'missing' ? undefined : readVault(key);
    const found =
      wish === 'exists'
        ? { ...madeUp(key, [property ?? 'value']), ...known }
        : known;
    if (!found) throw new VaultError(`${where}Secret does not exist`);
    if (property !== undefined && found[property] === undefined) {
      throw new VaultError(
        `${where}cannot find secret data for key: "${property}"`,
      );
    }
    return found;
  };
  const result: Record<string, string> = {};
  external.spec.dataFrom?.forEach(({ extract }, index) => {
    if (extract)
      Object.assign(result, read(`spec.dataFrom[${index}]`, extract));
  });
  external.spec.data?.forEach(({ secretKey, remoteRef }, index) => {
    const found = read(`spec.data[${index}]`, remoteRef);
    const { property } = remoteRef;
    result[secretKey] =
      property === undefined ? JSON.stringify(found) : found[property];
  });
  return result;
}
