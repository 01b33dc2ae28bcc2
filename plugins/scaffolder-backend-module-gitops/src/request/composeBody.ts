import { RequestFault } from '@naru/plugin-gitops-common';
import { Manifest } from '@naru/plugin-gitops-node';
import { placeOf } from '../rules/pathRules';

/** More of them are read in the change itself. */
const MAX_SHOWN_FILES = 4;

/** What a reviewer is told. */
export interface BodyFacts {
  /** What the change does, in one sentence. */
  description?: string;
  /** Why, in the words of the person who asks. */
  reason?: string;
  requester: { ref: string; name: string };
  owner: string;
  /** Values of the form, in the order to show. */
  values: Record<string, unknown>;
  files: { path: string; content: string }[];
  manifests: Manifest[];
  /** What the rules warn of. */
  warnings: RequestFault[];
  /** Page of the portal that follows the change. */
  portalUrl?: string;
}

/** Writes the body of a change request in Markdown. What people typed stays text. */
export function composeBody(facts: BodyFacts): string {
  const { description, reason, requester, owner } = facts;
  return [
    description && plain(description),
    '| | |\n|---|---|',
    ...Object.entries({
      'Requested by': `${requester.name} (${requester.ref})`,
      Owner: owner,
      ...facts.values,
    })
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => `| ${plain(name)} | ${cell(value)} |`),
    reason && `\n**Why**\n\n${quote(reason)}`,
    `\n**For the reviewer**\n\n${hints(facts).join('\n')}`,
    facts.warnings.length > 0 &&
      `\n**Warnings**\n\n${facts.warnings.map(warning).join('\n')}`,
    ...(facts.files.length <= MAX_SHOWN_FILES
      ? facts.files.map(
          ({ path, content }) => `\n\`${path}\`\n\n${fenced(content)}`,
        )
      : []),
    facts.portalUrl &&
      `\n[Follow this request in the portal](${facts.portalUrl})`,
  ]
    .filter(part => part)
    .join('\n');
}

function hints({ files, manifests, owner }: BodyFacts): string[] {
  const environments = new Set(
    files.map(({ path }) => {
      const place = placeOf(path);
      return place?.folder === 'apps' ? undefined : place?.environment;
    }),
  );
  const objects = manifests
    .map(
      ({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`,
    )
    .join(', ');
  return [
    `- Adds ${objects || `${files.length} files`}.`,
    '- Form, schema, names, image, quota and secrets were checked by the portal.',
    ...(environments.has('staging')
      ? ['- Staging: Argo CD applies it by itself after the merge.']
      : []),
    ...(environments.has('production')
      ? [
          `- Production: somebody of ${owner} has to approve. After the merge the Application is synced by hand in Argo CD.`,
        ]
      : []),
  ];
}

function warning({ rule, path, field, message }: RequestFault): string {
  return `- ${rule} ${plain(field ?? path)}: ${plain(message)}`;
}

function cell(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(cell).join('<br>');
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const short = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return plain(short).replace(/\s*\n\s*/g, '<br>');
}

function quote(text: string): string {
  return plain(text.trim())
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n');
}

function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!&]/g, '\\$&');
}

function fenced(content: string): string {
  const longest = Math.max(
    2,
    ...[...content.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml\n${content.trimEnd()}\n${fence}`;
}
