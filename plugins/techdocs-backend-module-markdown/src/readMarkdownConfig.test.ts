import { mockServices } from '@backstage/backend-test-utils';
import { readMarkdownConfig } from './readMarkdownConfig';

const read = (markdown?: object) =>
  readMarkdownConfig(
    mockServices.rootConfig({ data: { techdocs: { markdown } } }),
  );

describe('readMarkdownConfig', () => {
  it('builds as it can when nothing is said', () => {
    expect(read()).toEqual({ use: 'auto', warm: [] });
  });

  it('reads entities with and without namespace', () => {
    expect(
      read({ use: 'built-in', warm: ['component:runbooks', 'system:team3/x'] }),
    ).toEqual({
      use: 'built-in',
      warm: [
        { kind: 'component', namespace: 'default', name: 'runbooks' },
        { kind: 'system', namespace: 'team3', name: 'x' },
      ],
    });
  });

  it('names the key of a bad value', () => {
    expect(() => read({ use: 'docker' })).toThrow(
      "techdocs.markdown.use is 'docker'; it takes auto, mkdocs or built-in",
    );
    expect(() => read({ warm: ['runbooks'] })).toThrow(
      "techdocs.markdown.warm: 'runbooks' is no entity",
    );
  });
});
