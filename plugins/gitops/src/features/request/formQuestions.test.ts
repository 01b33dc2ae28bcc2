import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { questionOf } from './formQuestions';

const form: TemplateParameterSchema = {
  title: 'Web service',
  steps: [
    {
      title: 'The service',
      schema: {
        properties: {
          name: { title: 'Name' },
          picture: { title: 'Image', 'ui:options': { parameter: 'image' } },
          image: { title: 'Not this one' },
        },
        dependencies: {
          size: {
            oneOf: [{ properties: { cores: { title: 'vCPU' } } }],
          },
        },
      },
    },
    {
      title: 'More',
      schema: {
        properties: {
          probes: {
            properties: {
              live: { 'ui:options': { parameter: 'health.liveness' } },
            },
          },
        },
      },
    },
  ],
};

describe('questionOf', () => {
  it('finds a question by what the server calls it, or else by its name', () => {
    expect(questionOf(form, 'image')).toEqual({
      page: 'The service',
      title: 'Image',
      id: 'root_picture',
    });
    expect(questionOf(form, 'name')).toMatchObject({ id: 'root_name' });
  });

  it('finds questions inside others and those that depend on an answer', () => {
    expect(questionOf(form, 'health.liveness')).toEqual({
      page: 'More',
      title: 'live',
      id: 'root_probes_live',
    });
    expect(questionOf(form, 'cores')).toMatchObject({ title: 'vCPU' });
  });

  it('knows no question for the rest', () => {
    expect(questionOf(form, 'quota')).toBeUndefined();
  });
});
