import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** `techdocs.markdown`, checked. */
export interface MarkdownConfig {
  use: 'auto' | 'mkdocs' | 'built-in';
  warm: EntityName[];
}

/** An entity by name. */
export interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/**
 * Reads `techdocs.markdown`.
 *
 * @throws InputError that names the key
 */
export function readMarkdownConfig(config: Config): MarkdownConfig {
  const use = config.getOptionalString('techdocs.markdown.use') ?? 'auto';
  if (use !== 'auto' && use !== 'mkdocs' && use !== 'built-in') {
    throw new InputError(
      `techdocs.markdown.use is '${use}'; it takes auto, mkdocs or built-in`,
    );
  }
  const warm = config.getOptionalStringArray('techdocs.markdown.warm') ?? [];
  return {
    use,
    warm: warm.map(readEntityRef),
  };
}

function readEntityRef(ref: string): EntityName {
  const match = /^([A-Za-z]+):(?:([\w.-]+)\/)?([\w.-]+)$/.exec(ref);
  if (!match) {
    throw new InputError(
      `techdocs.markdown.warm: '${ref}' is no entity, write it like component:default/runbooks`,
    );
  }
  const [, kind = '', namespace = 'default', name = ''] = match;
  return { kind, namespace, name };
}
