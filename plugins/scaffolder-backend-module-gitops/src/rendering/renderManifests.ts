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

/** Options of {@link renderManifests}. */
export interface RenderManifestsOptions {
  /** YAML with placeholders `${{ values.… }}` in its strings. */
  content: string;
  /** What the placeholders stand for. */
  values: Record<string, unknown>;
  tags: ManifestTag[];
}

/** Something that is wrong with what was rendered. */
export interface RenderFault {
  rule: string;
  field: string;
  message: string;
}

/** Result of {@link renderManifests}. */
export interface RenderedManifests {
  objects: unknown[];
  faults: RenderFault[];
}

const PLACEHOLDER = /\$\{\{(.*?)\}\}/g;
const WHOLE = /^\$\{\{((?:(?!\}\}).)*)\}\}$/;
const EXPRESSION =
  /^\s*values((?:\.[A-Za-z_][A-Za-z0-9_]*)+)\s*(\|\s*optional\s*)?$/;
/** Readers disagree about them, and nobody sees them. */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function tagOf(node: unknown): string | undefined {
  const tag = (node as Node | null)?.tag;
  return tag?.startsWith('!') ? tag : undefined;
}

/** The value of a key that is to be left out. */
const ABSENT = Symbol('absent');

class Renderer {
  readonly faults: RenderFault[] = [];
  readonly #values: Record<string, unknown>;
  readonly #tags: Map<string, ManifestTag>;

  constructor(options: RenderManifestsOptions) {
    this.#values = options.values;
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
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) {
          throw new Error(`${field.join('.')}: a key must be text`);
        }
        const key = String(pair.key.value);
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
    const match = EXPRESSION.exec(expression);
    if (!match) {
      throw new Error(
        `${field.join(
          '.',
        )}: "${expression.trim()}" is not values.<name> or values.<name> | optional`,
      );
    }
    let value: unknown = this.#values;
    for (const name of match[1].slice(1).split('.')) {
      value =
        typeof value === 'object' &&
        value !== null &&
        Object.hasOwn(value, name)
          ? Reflect.get(value, name)
          : undefined;
    }
    if (value === undefined || value === null || value === '') {
      if (match[2]) {
        return ABSENT;
      }
      throw new Error(`${field.join('.')}: values${match[1]} is missing`);
    }
    return value;
  }

  #checkText(value: unknown, field: string[]): void {
    if (typeof value === 'string') {
      const invisible = INVISIBLE.exec(value);
      if (invisible) {
        const code = invisible[0].charCodeAt(0).toString(16).padStart(4, '0');
        this.faults.push({
          rule: 'VAL-010',
          field: field.join('.'),
          message: `holds the invisible character U+${code.toLocaleUpperCase(
            'en-US',
          )}. Type the text again instead of pasting it.`,
        });
      }
    } else if (Array.isArray(value)) {
      value.forEach((item, index) =>
        this.#checkText(item, [...field, `${index}`]),
      );
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        this.#checkText(item, [...field, key]);
      }
    }
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
