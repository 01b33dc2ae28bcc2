import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { validate } from 'jsonschema';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTemplateRenderer, type TemplateValue } from 'nunjitsu';
import { parse } from 'yaml';
import type { Form } from './RandomForm';

/** Folder of the template. */
export const HELM_APP = join(
  resolvePackagePath('@naru/plugin-scaffolder-backend-module-helm'),
  '../../templates/helm-app',
);

/** Files whose content follows from name, team and environment. */
const PLAIN_FILES = /^argocd\/|\/(mkdocs\.yml|docs\/index\.md)$/;

interface Template {
  spec: {
    parameters: object[];
    steps: { action: string; input: { files: { path: string }[] } }[];
  };
}

/** templates/helm-app, with forms checked and steps filled in as the scaffolder does. */
export class HelmAppTemplate {
  readonly #template: Template = parse(
    readFileSync(join(HELM_APP, 'template.yaml'), 'utf8'),
  );
  readonly #renderer = createTemplateRenderer({
    filters: {
      parseEntityRef: ref => ({ ...parseEntityRef(String(ref)) }),
      pick: (value, key) =>
        (value as Record<string, TemplateValue>)[String(key)],
    },
  });
  /** By expression and all parameters that it names. */
  readonly #rendered = new Map<string, unknown>();

  /** Whether the form could be sent. */
  accepts(form: Form): boolean {
    return this.#template.spec.parameters.every(
      page => validate(form, page).valid,
    );
  }

  /** Input of the action `gitops:pull-request`, with all files or only those that depend on the form as a whole. */
  inputOf(form: Form, files: 'all' | 'some' = 'all'): Record<string, unknown> {
    const { input } = this.#template.spec.steps.find(
      ({ action }) => action === 'gitops:pull-request',
    )!;
    const wanted = {
      ...input,
      files: input.files.filter(
        ({ path }) => files === 'all' || !PLAIN_FILES.test(path),
      ),
    };
    return JSON.parse(JSON.stringify(wanted), (_key, value) =>
      typeof value === 'string' && value.includes('${{')
        ? this.#render(value, form)
        : value,
    );
  }

  #render(text: string, form: Form): unknown {
    const names = [...text.matchAll(/parameters\.(\w+)/g)].map(
      ([, name]) => name,
    );
    const parameters = Object.fromEntries(
      names.map(name => [name, form[name] as TemplateValue]),
    );
    const key = JSON.stringify([text, parameters]);
    if (!this.#rendered.has(key)) {
      this.#rendered.set(key, this.#renderOnce(text, { parameters }));
    }
    return this.#rendered.get(key);
  }

  #renderOnce(text: string, context: Record<string, TemplateValue>): unknown {
    try {
      return this.#renderer.renderValue(text, context, { coercion: 'json' });
    } catch {
      // The scaffolder leaves what it cannot fill in as it is.
      return text;
    }
  }
}
