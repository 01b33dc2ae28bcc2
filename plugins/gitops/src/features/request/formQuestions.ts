import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';

/** Where a form asks a question. */
export interface FormQuestion {
  /** Title of the page. */
  page: string;
  /** Title of the question. */
  title: string;
  /** Id of its element on the page. */
  id: string;
}

type Schema = Record<string, unknown>;

/**
 * The question that a fault is about: the one whose `ui:options.parameter` is that name, or else the one with that name.
 */
export function questionOf(
  form: TemplateParameterSchema,
  parameter: string,
): FormQuestion | undefined {
  const found = form.steps.flatMap(({ title, schema }) =>
    questions(schema, []).map(question => ({ page: title, ...question })),
  );
  const question =
    found.find(({ asked }) => asked === parameter) ??
    found.find(({ path }) => path.length === 1 && path[0] === parameter);
  return (
    question && {
      page: question.page,
      title: question.title,
      id: ['root', ...question.path].join('_'),
    }
  );
}

interface Found {
  path: string[];
  title: string;
  asked: unknown;
}

function questions(schema: Schema, path: string[]): Found[] {
  const own = Object.entries(record(schema.properties)).flatMap(
    ([key, property]) => {
      const here = [...path, key];
      const { title } = record(property);
      return [
        {
          path: here,
          title: typeof title === 'string' ? title : key,
          asked: record(record(property)['ui:options']).parameter,
        },
        ...questions(record(property), here),
      ];
    },
  );
  const conditional = [
    ...Object.values(record(schema.dependencies)),
    ...[schema.oneOf, schema.anyOf, schema.allOf].flat(),
    schema.if,
    schema.then,
    schema.else,
  ].flatMap(part => (part ? questions(record(part), path) : []));
  return [...own, ...conditional];
}

function record(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? (value as Schema) : {};
}
