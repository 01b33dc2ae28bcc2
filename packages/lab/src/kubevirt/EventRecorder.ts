import { timestamp, type LabClock } from '../clock/LabClock';
import {
  ApiError,
  LAB_CONTROLLER,
  type KubernetesApi,
  type KubernetesObject,
} from '../kubernetes/KubernetesApi';
import { EVENTS } from './resources';
import { randomHex } from './randomNames';

/** Events remembered for counting repeats; older ones start anew. */
const REMEMBERED = 5000;
/** How often a name is made for an event before it is given up. */
const NAME_TRIES = 8;

/** Writes Events about objects; a repeated one only counts up, as client-go's recorder does. */
export class EventRecorder {
  readonly #api: KubernetesApi;
  readonly #clock: LabClock;
  readonly #random: () => number;
  readonly #known = new Map<string, { namespace: string; name: string }>();

  constructor(options: {
    api: KubernetesApi;
    clock: LabClock;
    random: () => number;
  }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#random = options.random;
  }

  /** Something expected happened to `object`. */
  normal(
    object: KubernetesObject,
    reason: string,
    message: string,
    component = 'virtualmachine-controller',
  ): void {
    this.#record(object, 'Normal', reason, message, component);
  }

  /** Something went wrong with `object`. */
  warning(
    object: KubernetesObject,
    reason: string,
    message: string,
    component = 'virtualmachine-controller',
  ): void {
    this.#record(object, 'Warning', reason, message, component);
  }

  #record(
    object: KubernetesObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    component: string,
  ): void {
    const key = [object.metadata.uid, type, reason, message].join('\n');
    if (!this.#count(key)) {
      this.#create(object, key, { type, reason, message }, component);
    }
  }

  #count(key: string): boolean {
    const known = this.#known.get(key);
    if (!known) return false;
    const event = this.#api.find(EVENTS, known.namespace, known.name);
    if (!event) return false;
    this.#api.update(
      EVENTS,
      {
        ...event,
        count: Number(event.count ?? 1) + 1,
        lastTimestamp: timestamp(this.#clock),
      },
      { as: LAB_CONTROLLER },
    );
    return true;
  }

  #create(
    object: KubernetesObject,
    key: string,
    what: { type: string; reason: string; message: string },
    component: string,
  ): void {
    const { name, uid, resourceVersion } = object.metadata;
    const namespace = object.metadata.namespace ?? 'default';
    const eventName = this.#freeName(namespace, name);
    if (eventName === undefined) return;
    const now = timestamp(this.#clock);
    try {
      this.#api.create(
        EVENTS,
        {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: eventName, namespace },
          involvedObject: {
            apiVersion: object.apiVersion,
            kind: object.kind,
            name,
            namespace: object.metadata.namespace,
            uid,
            resourceVersion,
          },
          ...what,
          count: 1,
          firstTimestamp: now,
          lastTimestamp: now,
          source: { component },
          reportingComponent: component,
          reportingInstance: '',
        },
        { as: LAB_CONTROLLER },
      );
    } catch (error) {
      // A namespace that is going away takes no more events; nobody would read them.
      if (error instanceof ApiError && [403, 404].includes(error.code)) return;
      throw error;
    }
    this.#known.set(key, { namespace, name: eventName });
    if (this.#known.size > REMEMBERED) {
      const [oldest] = this.#known.keys();
      this.#known.delete(oldest);
    }
  }

  /** A lab that was started again may draw names that events of an earlier start have. */
  #freeName(namespace: string, name: string): string | undefined {
    for (let tried = 0; tried < NAME_TRIES; tried += 1) {
      const eventName = `${name}.${randomHex(this.#random, 16)}`;
      if (!this.#api.find(EVENTS, namespace, eventName)) return eventName;
    }
    return undefined;
  }
}
