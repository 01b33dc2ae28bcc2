import { ManifestTag, RenderedTag } from '@naru/plugin-gitops-node';
import {
  Document,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  stringify,
} from 'yaml';
import { z } from 'zod';

/** Keys of cloud-init that people may set. */
const ALLOWED_KEYS = [
  'apt',
  'bootcmd',
  'ca_certs',
  'disk_setup',
  'fs_setup',
  'groups',
  'growpart',
  'keyboard',
  'locale',
  'mounts',
  'ntp',
  'package_update',
  'package_upgrade',
  'packages',
  'runcmd',
  'swap',
  'timezone',
  'users',
  'write_files',
  'yum_repos',
];

const COMMAND_KEYS = ['bootcmd', 'runcmd'];

const valueSchema = z.looseObject({ extras: z.string().optional() });

/**
 * The tag `!cloud-config`: a mapping that becomes user data of cloud-init.
 *
 * @remarks
 *
 * The key `extras` holds YAML that a person typed. It is parsed and put below the fixed keys: lists are appended, new keys added, fixed keys never
 * replaced.
 */
export const cloudConfigTag: ManifestTag = {
  tag: '!cloud-config',
  render(value): RenderedTag {
    const { extras, ...fixed } = valueSchema.parse(value);
    const read = readExtras(extras ?? '');
    const faults = [...read.faults];
    const merged: Record<string, unknown> = { ...fixed };
    for (const { key, line, value: extra } of read.entries) {
      const own = Object.hasOwn(fixed, key) ? fixed[key] : undefined;
      if (Array.isArray(own) && Array.isArray(extra)) {
        merged[key] = [...own, ...extra];
      } else if (own !== undefined) {
        faults.push(
          `line ${line}: ${key} is set by the form. Remove it here${
            Array.isArray(own) ? ', or make it a list' : ''
          }.`,
        );
      } else if (!ALLOWED_KEYS.includes(key)) {
        faults.push(
          `line ${line}: ${key} cannot be set here. Possible are: ${ALLOWED_KEYS.join(
            ', ',
          )}.`,
        );
      } else {
        merged[key] = extra;
      }
      if (COMMAND_KEYS.includes(key) && hasMapping(extra)) {
        faults.push(
          `line ${line}: a command of ${key} holds ": " and reads as a key with a value. Put the whole command into single quotes.`,
        );
      }
    }
    return {
      // Long lines are kept whole, so that commands are what was typed.
      text: `#cloud-config\n${stringify(merged, {
        lineWidth: 0,
        aliasDuplicateObjects: false,
        version: '1.1',
      })}`,
      faults: faults.map(message => ({
        rule: 'VAL-054',
        message: `cloud-init extras, ${message}`,
      })),
    };
  },
};

interface Extras {
  entries: { key: string; line: number; value: unknown }[];
  faults: string[];
}

function readExtras(text: string): Extras {
  const lines = new LineCounter();
  // cloud-init reads YAML 1.1.
  const document: Document.Parsed = parseDocument(
    text.replace(/^\s*#cloud-config[^\n]*\n?/, comment =>
      comment.replace(/[^\n]/g, ' '),
    ),
    {
      version: '1.1',
      lineCounter: lines,
      logLevel: 'silent',
      prettyErrors: false,
      merge: false,
    },
  );
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) {
    return {
      entries: [],
      faults: errors.slice(0, 5).map(({ message, pos }) => {
        const { line } = lines.linePos(pos[0]);
        return `line ${line}: this is not YAML: ${message}.`;
      }),
    };
  }
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return { entries: [], faults: [] };
  }
  if (!isMap(contents)) {
    return {
      entries: [],
      faults: [
        'line 1: it must be keys with values, such as "packages: [vim]".',
      ],
    };
  }
  try {
    // Refuses aliases that grow without bounds.
    const values = z
      .record(z.string(), z.unknown())
      .parse(document.toJS({ maxAliasCount: 20 }));
    return {
      entries: contents.items.map(({ key }) => ({
        key: String(isScalar(key) ? key.value : key),
        line: lineOf(key, lines),
        value: values[String(isScalar(key) ? key.value : key)],
      })),
      faults: [],
    };
  } catch {
    return {
      entries: [],
      faults: [
        'line 1: write repeated parts out instead of using "&" and "*".',
      ],
    };
  }
}

function hasMapping(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.some(item => typeof item === 'object' && !Array.isArray(item))
  );
}

function lineOf(node: unknown, lines: LineCounter): number {
  const start = isScalar(node) ? node.range?.[0] : undefined;
  return start === undefined ? 1 : lines.linePos(start).line;
}
