import { parseQuantity } from '../../kubernetes/schema/quantity';
import { added, amountOf, NOTHING, written } from './Amount';
import type { Container, Resources } from '../types';

type Quantities = Record<string, string | number>;

/** One entry of a LimitRange. */
export interface Limit {
  type: string;
  max?: Quantities;
  min?: Quantities;
  default?: Quantities;
  defaultRequest?: Quantities;
  maxLimitRequestRatio?: Quantities;
}

function number(quantity: unknown): number {
  return parseQuantity(quantity) ?? 0;
}

function shown(quantity: string | number): string {
  return written(amountOf(quantity));
}

/** What is wrong with the resources of a container, pod or claim (`limit.type`), in the words of the LimitRanger. */
export function limitFaults(limit: Limit, resources: Resources): string[] {
  const { requests = {}, limits = {} } = resources;
  const { type, min = {}, max = {}, maxLimitRequestRatio = {} } = limit;
  const faults: string[] = [];
  const usage = (which: string, name: string, bound: string | number) =>
    `${which} ${name} usage per ${type} is ${shown(bound)}`;
  for (const [name, bound] of Object.entries(min)) {
    const says = usage('minimum', name, bound);
    if (requests[name] === undefined) {
      faults.push(`${says}.  No request is specified`);
    } else if (number(requests[name]) < number(bound)) {
      faults.push(`${says}, but request is ${shown(requests[name])}`);
    } else if (
      limits[name] !== undefined &&
      number(limits[name]) < number(bound)
    ) {
      faults.push(`${says}, but limit is ${shown(limits[name])}`);
    }
  }
  for (const [name, bound] of Object.entries(max)) {
    const says = usage('maximum', name, bound);
    const claim = type === 'PersistentVolumeClaim';
    if (!claim && limits[name] === undefined) {
      faults.push(`${says}.  No limit is specified`);
    } else if (!claim && number(limits[name]) > number(bound)) {
      faults.push(`${says}, but limit is ${shown(limits[name])}`);
    } else if (number(requests[name]) > number(bound)) {
      faults.push(`${says}, but request is ${shown(requests[name])}`);
    }
  }
  for (const [name, bound] of Object.entries(maxLimitRequestRatio)) {
    const says = `${name} max limit to request ratio per ${type} is ${shown(
      bound,
    )}`;
    const [request, most] = [number(requests[name]), number(limits[name])];
    if (request === 0) {
      faults.push(`${says}, but no request is specified or request is 0`);
    } else if (most === 0) {
      faults.push(`${says}, but no limit is specified or limit is 0`);
    } else if (most / request > number(bound)) {
      const ratio = (most / request).toFixed(6);
      faults.push(`${says}, but provided ratio is ${ratio}`);
    }
  }
  return faults;
}

/** What a pod's containers ask for together. */
export function podResources(containers: Container[]): Resources {
  const sum = (kind: 'requests' | 'limits'): Quantities => {
    const total = new Map<string, ReturnType<typeof amountOf>>();
    for (const { resources } of containers) {
      for (const [name, quantity] of Object.entries(resources?.[kind] ?? {})) {
        const present = total.get(name) ?? NOTHING;
        total.set(name, added(present, amountOf(quantity)));
      }
    }
    return Object.fromEntries(
      [...total].map(([name, amount]) => [name, written(amount)]),
    );
  };
  return { requests: sum('requests'), limits: sum('limits') };
}

/** Gives a container the defaults that it leaves open, and returns the annotation's words for it. */
export function fillContainer(
  container: Container,
  limit: Limit,
  title: string,
): string[] {
  const words: string[] = [];
  const fill = (kind: 'requests' | 'limits', from: Quantities | undefined) => {
    const present = container.resources?.[kind] ?? {};
    const missing = Object.keys(from ?? {})
      .filter(name => present[name] === undefined)
      .sort();
    if (missing.length === 0) return;
    const given = Object.fromEntries(
      missing.map(name => [name, from?.[name] ?? '']),
    );
    container.resources = {
      ...container.resources,
      [kind]: { ...present, ...given },
    };
    const word = kind === 'requests' ? 'request' : 'limit';
    words.push(`${missing.join(', ')} ${word} for ${title} ${container.name}`);
  };
  fill('requests', limit.defaultRequest);
  fill('limits', limit.default);
  return words;
}
