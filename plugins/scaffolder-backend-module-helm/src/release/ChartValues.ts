import { ManifestFault } from '@naru/plugin-gitops-node';
import { parse } from 'yaml';
import { Release, ReleaseFault } from './Release';

/** Values of a chart or a file: a tree of maps, lists and scalars. */
export type Values = Record<string, unknown>;

/** A file of values in the repository. */
export interface ValuesFile {
  path: string;
  content: string;
  values: Values;
}

/** Reads a file of values; what is no map counts as empty, as for helm. */
export function readValues(content: string): Values {
  const values: unknown = parse(content, { maxAliasCount: 100 });
  return isMap(values) ? values : {};
}

/** Lays values over values, as helm does: maps are merged, `null` takes a key away, anything else is replaced. */
export function mergeValues(base: Values, over: Values): Values {
  const merged: Values = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] =
        isMap(value) && isMap(below) ? mergeValues(below, value) : value;
    }
  }
  return merged;
}

/** What stands at a place such as `image.tag` or `env.0.name`. */
export function valueAt(values: unknown, place: string): unknown {
  let value: unknown = values;
  for (const key of place.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined;
  }
  return value;
}

/**
 * Says which file a fault lies in: the last one that says something at its place, or above it; the Application when it is about that.
 */
export function locateFault(
  { values, field, ...fault }: ReleaseFault,
  context: { release: Release; files: ValuesFile[] },
): ManifestFault {
  const { release, files } = context;
  if (values === undefined || files.length === 0) {
    return { ...fault, path: release.manifest.path, field: field ?? values };
  }
  const keys = values.split('.');
  for (let length = keys.length; length > 0; length -= 1) {
    const place = keys.slice(0, length).join('.');
    const file = files.findLast(
      one => valueAt(one.values, place) !== undefined,
    );
    if (file) {
      return { ...fault, path: file.path, field: values };
    }
  }
  return { ...fault, path: files[0].path, field: values };
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
