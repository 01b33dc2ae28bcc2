import type { LabClock } from '../../clock/LabClock';
import type {
  AdmissionReview,
  KubernetesApi,
  KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { partsOf } from '../../kubevirt/objectKeys';
import { RESOURCE_QUOTAS } from '../resources';
import type { Container, Pod } from '../types';
import { writeStatus } from '../writeStatus';
import { added, amountOf, NOTHING, written, type Amounts } from './Amount';
import { forbidden } from './forbidden';
import { QuotaLedger } from './QuotaLedger';
import { COUNTED, usageOf } from './usageOf';

/** Lab seconds over which changes of a namespace are gathered into one status. */
const REPORT_SECONDS = 0.2;

interface Quota extends KubernetesObject {
  spec?: { hard?: Record<string, string>; scopes?: string[] };
  status?: { hard?: Record<string, string>; used?: Record<string, string> };
}

/** Refuses what exceeds a ResourceQuota, and keeps what the quotas say is used. Quotas with scopes are left alone. */
export class Quotas {
  readonly #api: KubernetesApi;
  readonly #clock: LabClock;
  readonly #ledger: QuotaLedger;
  readonly #quotas = new Map<string, Map<string, Quota>>();
  readonly #dirty = new Set<string>();
  #report: (() => void) | undefined;
  #stopped = false;

  constructor(options: { api: KubernetesApi; clock: LabClock }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#ledger = new QuotaLedger({
      changed: namespace => this.#touch(namespace),
    });
  }

  start(): () => void {
    const api = this.#api;
    api.addAdmission({
      resources: COUNTED,
      validate: review => {
        if (!this.#stopped) this.#check(review);
      },
    });
    const stops = [
      api.watch(RESOURCE_QUOTAS, ({ type, object }) => {
        const { namespace = '', name } = object.metadata;
        const quotas = this.#quotas.get(namespace) ?? new Map<string, Quota>();
        if (type === 'DELETED') quotas.delete(name);
        else quotas.set(name, object as Quota);
        this.#quotas.set(namespace, quotas);
        this.#touch(namespace);
      }),
      this.#ledger.start(api),
    ];
    return () => {
      this.#stopped = true;
      stops.forEach(stop => stop());
      this.#report?.();
    };
  }

  #of(namespace: string): Quota[] {
    return [...(this.#quotas.get(namespace)?.values() ?? [])].filter(
      ({ spec }) => !spec?.scopes?.length,
    );
  }

  #check(review: AdmissionReview): void {
    const { operation, resource, subresource, object, oldObject } = review;
    if (!object || subresource || operation === 'DELETE') return;
    // Nothing that a pod uses can be changed later.
    if (operation === 'UPDATE' && resource.plural === 'pods') return;
    const quotas = this.#of(review.namespace ?? '');
    if (quotas.length > 0) {
      const asked = usageOf(resource, object);
      const before = oldObject && usageOf(resource, oldObject);
      for (const quota of quotas) this.#fit(review, quota, asked, before);
    }
    if (!review.dryRun && operation === 'CREATE') {
      this.#ledger.note(resource, object);
    }
  }

  #fit(
    review: AdmissionReview,
    quota: Quota,
    asked: Amounts,
    before: Amounts | undefined,
  ): void {
    const hard = quota.spec?.hard ?? {};
    const { name, namespace = '' } = quota.metadata;
    if (review.resource.plural === 'pods' && review.object) {
      const missing = unspecified(review.object as Pod, Object.keys(hard));
      if (missing) {
        throw forbidden(
          review,
          `failed quota: ${name}: must specify ${missing}`,
        );
      }
    }
    const over = Object.keys(hard)
      .sort()
      .flatMap(key => {
        const wanted = asked.get(key);
        if (!wanted) return [];
        const delta = added(wanted, before?.get(key) ?? NOTHING, -1);
        const used = this.#ledger.used(namespace, key);
        const limit = amountOf(hard[key]);
        const fits =
          delta.value <= 0 || used.value + delta.value <= limit.value;
        return fits ? [] : [{ key, delta, used, limit: hard[key] }];
      });
    if (over.length === 0) return;
    const list = (value: (item: (typeof over)[number]) => string) =>
      over.map(item => `${item.key}=${value(item)}`).join(',');
    throw forbidden(
      review,
      `exceeded quota: ${name}, requested: ${list(({ delta }) =>
        written(delta),
      )}, used: ${list(({ used }) => written(used))}, limited: ${list(
        ({ limit }) => limit,
      )}`,
    );
  }

  #touch(namespace: string): void {
    if (!this.#quotas.get(namespace)?.size) return;
    this.#dirty.add(namespace);
    this.#report ??= this.#clock.after(REPORT_SECONDS, () => {
      this.#report = undefined;
      const namespaces = [...this.#dirty];
      this.#dirty.clear();
      for (const dirty of namespaces) {
        for (const quota of this.#of(dirty)) this.#write(quota);
      }
    });
  }

  #write({ metadata }: Quota): void {
    const { namespace, name } = partsOf(
      `${metadata.namespace}/${metadata.name}`,
    );
    const quota = this.#api.find(RESOURCE_QUOTAS, namespace, name) as
      | Quota
      | undefined;
    const hard = quota?.spec?.hard;
    if (!quota || !hard) return;
    const used = Object.fromEntries(
      Object.keys(hard).map(key => [
        key,
        written(this.#ledger.used(namespace, key)),
      ]),
    );
    writeStatus(this.#api, RESOURCE_QUOTAS, quota, { hard, used });
  }
}

const SPECIFIED = /^(requests\.|limits\.)?(cpu|memory|ephemeral-storage)$/;

/** Which containers leave open what the quota limits; undefined when none does. */
function unspecified(pod: Pod, keys: string[]): string | undefined {
  const containers: Container[] = [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []),
  ];
  const parts = keys.sort().flatMap(key => {
    const match = SPECIFIED.exec(key);
    if (!match || match[2] === 'ephemeral-storage') return [];
    const kind = match[1] === 'limits.' ? 'limits' : 'requests';
    const names = containers
      .filter(({ resources }) => resources?.[kind]?.[match[2]] === undefined)
      .map(({ name }) => name);
    return names.length > 0 ? [`${key} for: ${names.join(',')}`] : [];
  });
  return parts.length > 0 ? parts.join('; ') : undefined;
}
