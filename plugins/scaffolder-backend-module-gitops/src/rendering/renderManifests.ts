import { ManifestTag } from '@naru/plugin-gitops-node';
import {
  Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseAllDocuments,
} from 'yaml';
import { findInvisible, RenderFault } from './invisibleCharacters';
import {
  ABSENT,
  PLACEHOLDER,
  PlaceholderScopes,
  valueOf,
} from './placeholders';

/** Options of {@link renderManifests}. */
export interface RenderManifestsOptions {
  /** YAML with placeholders `${{ values.… }}` in its strings. */
  content: string;
  /** What the placeholders stand for. */
  scopes: PlaceholderScopes;
  tags: ManifestTag[];
}

/** Result of {@link renderManifests}. */
export interface RenderedManifests {
  objects: unknown[];
  faults: RenderFault[];
}

const WHOLE = /^\$\{\{((?:(?!\}\}).)*)\}\}$/;

function tagOf(node: unknown): string | undefined {
  const tag = (node as Node | null)?.tag;
  return tag?.startsWith('!') ? tag : undefined;
}

class Renderer {
  readonly faults: RenderFault[] = [];
  readonly #scopes: PlaceholderScopes;
  readonly #tags: Map<string, ManifestTag>;

  constructor(options: RenderManifestsOptions) {
    this.#scopes = options.scopes;
    this.#tags = new Map(options.tags.map(tag => [tag.tag, tag]));
  }

  render(document: Document.Parsed): unknown {
    const [error] = document.errors;
    if (error) {
      throw new Error(error.message);
    }
    return this.#node(document.contents, []);
  }

  #node(node: unknown, field: string[]): unknown {
    const value = this.#untagged(node, field);
    const tag = tagOf(node);
    if (tag === undefined || value === ABSENT) {
      return value;
    }
    const renders = this.#tags.get(tag);
    if (!renders) {
      throw new Error(`${field.join('.')}: unknown tag ${tag}`);
    }
    const { text, faults } = renders.render(value);
    this.faults.push(
      ...faults.map(fault => ({ ...fault, field: field.join('.') })),
    );
    return text;
  }

  #untagged(node: unknown, field: string[]): unknown {
    if (isMap(node)) {
      const entries: [string, unknown][] = [];
      const keys = new Set<string>();
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) {
          throw new Error(`${field.join('.')}: a key must be text`);
        }
        const key = String(this.#text(String(pair.key.value), field));
        if (keys.has(key)) {
          throw new Error(`${field.join('.')}: ${key} is there twice`);
        }
        keys.add(key);
        const value = this.#node(pair.value, [...field, key]);
        if (value !== ABSENT) {
          entries.push([key, value]);
        }
      }
      // Defines even "__proto__" as an ordinary key.
      return Object.fromEntries(entries);
    }
    if (isSeq(node)) {
      return node.items
        .map((item, index) => this.#node(item, [...field, `${index}`]))
        .filter(item => item !== ABSENT);
    }
    if (isAlias(node)) {
      throw new Error(`${field.join('.')}: write it out instead of an alias`);
    }
    if (isScalar(node)) {
      return typeof node.value === 'string'
        ? this.#text(node.value, field)
        : node.value;
    }
    return null;
  }

  #text(text: string, field: string[]): unknown {
    const whole = WHOLE.exec(text);
    if (whole) {
      const value = this.#value(whole[1], field);
      this.#checkText(value, field);
      return value;
    }
    return text.replace(PLACEHOLDER, (_, expression: string) => {
      const value = this.#value(expression, field);
      if (value === ABSENT) {
        return '';
      }
      if (typeof value === 'object') {
        throw new Error(
          `${field.join(
            '.',
          )}: ${expression.trim()} is no text and has to stand alone`,
        );
      }
      this.#checkText(value, field);
      return String(value);
    });
  }

  #value(expression: string, field: string[]): unknown {
    return valueOf(expression, {
      scopes: this.#scopes,
      place: field.join('.'),
    });
  }

  #checkText(value: unknown, field: string[]): void {
    this.faults.push(...findInvisible(value, field));
  }
}

/**
 * Fills the placeholders of a template's content.
 *
 * @remarks
 *
 * The content is parsed first and the values are put into its tree, so nothing in a value can become structure. A string that is one placeholder
 * takes over the value with its type; a placeholder within a longer string becomes text. A missing value is an error of the template, unless it is
 * marked: `${{ values.x | optional }}` removes its key. A tag of the extension point turns the value below it into text.
 *
 * @throws Error when the content of the template itself is wrong
 */
export function renderManifests(
  options: RenderManifestsOptions,
): RenderedManifests {
  const lines = new LineCounter();
  const documents = parseAllDocuments(options.content, {
    lineCounter: lines,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents)) {
    return { objects: [], faults: [] };
  }
  const renderer = new Renderer(options);
  const objects = documents
    .map(document => renderer.render(document))
    .filter(object => object !== null);
  return { objects, faults: renderer.faults };
}
