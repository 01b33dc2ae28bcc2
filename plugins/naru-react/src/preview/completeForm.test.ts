import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { completeForm } from './completeForm';
import { IncompleteFormError } from './IncompleteFormError';

const form: TemplateParameterSchema = {
  title: 'Web service',
  steps: [
    {
      title: 'The service',
      schema: {
        required: ['name', 'size'],
        properties: {
          name: { type: 'string', 'ui:field': 'CheckedField' },
          size: { type: 'string', default: 'S', enum: ['S', 'custom'] },
        },
        dependencies: {
          size: {
            oneOf: [
              {
                properties: {
                  size: { enum: ['S'] },
                  burst: { type: 'boolean', default: true },
                },
              },
              {
                properties: {
                  size: { enum: ['custom'] },
                  cores: { type: 'integer', default: 2 },
                },
              },
            ],
          },
        },
      },
    },
    {
      title: 'More',
      schema: {
        required: ['metrics'],
        properties: {
          metrics: { type: 'boolean', default: true },
          note: { type: 'string' },
          preview: { type: 'null', 'ui:field': 'ChangePreview' },
        },
      },
    },
  ],
};

describe('completeForm', () => {
  it('adds what the pages ahead would set by default', () => {
    expect(completeForm(form, { name: 'shop' })).toEqual({
      name: 'shop',
      size: 'S',
      burst: true,
      metrics: true,
    });
  });

  it('follows questions that depend on an answer', () => {
    expect(completeForm(form, { name: 'shop', size: 'custom' })).toEqual({
      name: 'shop',
      size: 'custom',
      cores: 2,
      metrics: true,
    });
  });

  it('is the same before and after the person has seen the preview', () => {
    const seen = { name: 'shop', size: 'S', note: undefined, preview: null };
    expect(completeForm(form, seen)).toEqual(
      completeForm(form, { name: 'shop' }),
    );
  });

  it('says which page is not filled in', () => {
    expect(() => completeForm(form, {})).toThrow(IncompleteFormError);
    expect(() => completeForm(form, {})).toThrow(
      "Page 'The service' is not filled in yet",
    );
  });
});
