import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readRunbooksConfig } from './readRunbooksConfig';

const read = (runbooks?: JsonObject) =>
  readRunbooksConfig(new ConfigReader(runbooks ? { runbooks } : {}));
const naru = {
  id: 'naru',
  path: '../../docs/runbooks',
  entityRef: 'Component:default/Runbooks',
};

describe('readRunbooksConfig', () => {
  it('reads folders and how often they are looked at', () => {
    expect(
      read({
        sources: [
          naru,
          {
            id: 'team3',
            title: 'Team 3',
            url: 'https://forge.example.com/team3/app/src/branch/main/runbooks',
            entityRef: 'component:default/team3-runbooks',
          },
        ],
        schedule: { frequency: { minutes: 5 } },
      }),
    ).toEqual({
      sources: [
        {
          id: 'naru',
          title: 'naru',
          path: '../../docs/runbooks',
          entityRef: 'component:default/runbooks',
        },
        {
          id: 'team3',
          title: 'Team 3',
          url: 'https://forge.example.com/team3/app/src/branch/main/runbooks',
          entityRef: 'component:default/team3-runbooks',
        },
      ],
      frequency: { minutes: 5 },
      timeout: { minutes: 1 },
    });
  });

  it('has none without configuration', () => {
    expect(read().sources).toEqual([]);
  });

  it.each<[string, JsonObject[]]>([
    ['sources[0].id must be lower-case', [{ ...naru, id: 'Naru 1' }]],
    [
      'sources[0].entityRef must be the full ref',
      [{ ...naru, entityRef: 'x' }],
    ],
    ['sources[0].path or url must be there', [{ ...naru, path: undefined }]],
    ['sources[0].path or url', [{ ...naru, url: 'https://forge.example.com' }]],
    [
      'sources[0].url must be an http',
      [{ ...naru, path: undefined, url: 'ftp://x' }],
    ],
    [
      'two times id "naru"',
      [naru, { ...naru, entityRef: 'component:default/b' }],
    ],
    ['two times entityRef', [naru, { ...naru, id: 'other' }]],
  ])('stops with one line: %s', (line, sources) => {
    expect(() => read({ sources })).toThrow(line);
  });
});
