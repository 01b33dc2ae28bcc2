import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type {
  IndexableDocument,
  SearchQuery,
} from '@backstage/plugin-search-common';
import { indexDocuments } from './__testUtils__/indexDocuments';
import { type TestEngine, testEngines } from './__testUtils__/testEngines';

const doc = (
  title: string,
  text = '',
  more: object = {},
): IndexableDocument => ({
  title,
  text,
  location: `/docs/${encodeURIComponent(title)}`,
  ...more,
});

const entity = (name: string, more: object = {}) => ({
  title: name,
  text: '',
  location: `/catalog/team1-staging/resource/${name}`,
  kind: 'Resource',
  namespace: 'team1-staging',
  owner: 'team1',
  type: 'virtual-machine',
  ...more,
});

describe.each(testEngines)('search on %s', (_name, start) => {
  jest.setTimeout(60_000);

  let test: TestEngine;

  beforeAll(async () => {
    test = await start();
    await indexDocuments(test.engine, 'techdocs', [
      doc('인증서 만료', '인증서가 만료되면 접속이 끊깁니다. 갱신하세요.'),
      doc('Certificates expire', 'Renew the certificate before it expires.'),
      doc('볼륨 확장', 'PVC를 늘리면 볼륨이 커집니다.'),
      doc('Vault unseal', 'After a restart Vault is sealed.'),
      doc('Vault 봉인 해제', '재시작하면 Vault가 봉인됩니다.'),
      doc(
        'Nothing to do with it',
        'Lunch is at noon; the menu is on the wall.',
      ),
      doc('VM 이미지 임포트', 'VM이 이미지를 기다리며 멈춰 있습니다.', {
        signals:
          'Unable to connect to http data source: Get "https://…": dial tcp: lookup … no such host',
        caseId: 'KV-008',
        keywords: ['importer', 'cloud image'],
      }),
      doc('Scheduling of pods', 'The event FailedScheduling says why.'),
    ]);
    await indexDocuments(test.engine, 'software-catalog', [
      ...Array.from({ length: 60 }, (_, index) =>
        entity(`web-${String(index + 1).padStart(2, '0')}`, {
          owner: index < 30 ? 'team1' : 'team2',
          tags: index % 2 === 0 ? ['even', 'linux'] : ['odd'],
          ...(index < 10 ? { lifecycle: 'production' } : {}),
        }),
      ),
      entity('db-main', { text: 'MariaDB of the shop' }),
    ]);
  });

  afterAll(async () => test.stop());

  const titles = async (query: Partial<SearchQuery>) => {
    const { results } = await test.engine.query({ term: '', ...query });
    return results.map(({ document }) => document.title);
  };
  const first = async (term: string) => (await titles({ term }))[0];

  it.each([
    ['a particle attached', '볼륨을', '볼륨 확장'],
    ['a compound without its space', '인증서만료', '인증서 만료'],
    ['a compound with a space more', '인증 서 만료', '인증서 만료'],
    ['verb forms', '인증서가 만료되었는데 어떻게 하나요', '인증서 만료'],
    ['mixed words', 'PVC가 안 늘어나요', '볼륨 확장'],
    ['English for Korean', 'volume expand', '볼륨 확장'],
    ['a half-typed syllable', '봉인 해ㅈ', 'Vault 봉인 해제'],
    ['first consonants', 'ㅇㅈㅅ', '인증서 만료'],
    ['full width', 'ＫＶ－００８', 'VM 이미지 임포트'],
    ['decomposed Hangul', '볼륨'.normalize('NFD'), '볼륨 확장'],
    ['an id', 'kv-008', 'VM 이미지 임포트'],
    ['an id without its dash', 'KV008', 'VM 이미지 임포트'],
    ['stems', 'expiring certificate', 'Certificates expire'],
    ['a typo', 'certificaet expires', 'Certificates expire'],
    ['parts of camel case', 'failed scheduling', 'Scheduling of pods'],
    ['camel case whole', 'failedscheduling', 'Scheduling of pods'],
    ['half an English word', 'vault unse', 'Vault unseal'],
    [
      'a message with other names',
      'dial tcp: lookup images.other.example on 10.0.0.1:53: no such host',
      'VM 이미지 임포트',
    ],
    ['a whole name', 'web-07', 'web-07'],
    ['a name with its namespace', 'team1-staging/web-42', 'web-42'],
  ])('finds %s', async (_what, term, title) => {
    expect(await first(term)).toBe(title);
  });

  it('takes characters that a database does not', async () => {
    const nul = String.fromCharCode(0);
    expect(
      await titles({
        term: `web-07${nul}`,
        filters: { [`own${nul}er`]: `team1${nul}`, [`a${nul}b`]: '' },
      }),
    ).toContain('web-07');
    await expect(
      titles({ term: 'web', types: [`software-catalog${nul}`, nul] }),
    ).resolves.not.toHaveLength(0);
    await expect(
      titles({ term: `${nul}'; DROP TABLE naru_search_documents; --\\` }),
    ).resolves.toBeDefined();
  });

  it('answers a cursor that was made up with an empty page or a refusal', async () => {
    const cursor = (text: string) => Buffer.from(text).toString('base64');
    const far = await test.engine.query({
      term: 'web',
      pageCursor: cursor('99999'),
    });
    expect(far.results).toEqual([]);
    expect(far.nextPageCursor).toBeUndefined();
    for (const text of ['-1', '1e9', '0x10', '1;--', '9'.repeat(400)]) {
      await expect(
        test.engine.query({ term: 'web', pageCursor: cursor(text) }),
      ).rejects.toThrow('cursor');
    }
  });

  it('answers a query that fits nothing with nothing', async () => {
    expect(await titles({ term: 'qqqqzzzz 뷁뷁' })).toEqual([]);
    expect(await titles({ term: '!!! ::: ///' })).toEqual([]);
  });

  it('leaves out what does not fit', async () => {
    expect(await titles({ term: '인증서 만료' })).not.toContain(
      'Nothing to do with it',
    );
  });

  it('marks the words that were found, without the particle', async () => {
    const { results } = await test.engine.query({ term: '이미지' });
    const { document, highlight } = results[0];
    expect(document.title).toBe('VM 이미지 임포트');
    const mark = (word: string) =>
      `${highlight?.preTag}${word}${highlight?.postTag}`;
    expect(highlight?.fields.title).toBe(`VM ${mark('이미지')} 임포트`);
    expect(highlight?.fields.text).toBe(
      `VM이 ${mark('이미지')}를 기다리며 멈춰 있습니다.`,
    );
  });

  it('limits the types', async () => {
    expect(
      await titles({ term: 'team1 vault', types: ['software-catalog'] }),
    ).not.toContain('Vault unseal');
  });

  it.each([
    [{ owner: 'team2' }, 30],
    [{ owner: 'TEAM2' }, 30],
    [{ owner: ['team1', 'team2'] }, 61],
    [{ tags: 'even' }, 30],
    [{ tags: ['even', 'odd'] }, 60],
    [{ lifecycle: 'production' }, 10],
    [{ lifecycle: 'production', owner: 'team2' }, 0],
    [{ owner: '' }, 61],
    [{ unknown: 'x' }, 0],
  ])('filters by %j', async (filters, count) => {
    const { numberOfResults } = await test.engine.query({
      term: '',
      types: ['software-catalog'],
      filters,
    });
    expect(numberOfResults).toBe(count);
  });

  it.each(['web', ''])('turns pages of %j without gaps', async term => {
    const seen: string[] = [];
    const ranks: (number | undefined)[] = [];
    let pageCursor: string | undefined;
    let pages = 0;
    do {
      const page = await test.engine.query({
        term,
        types: ['software-catalog'],
        pageLimit: 7,
        pageCursor,
      });
      ranks.push(...page.results.map(({ rank }) => rank));
      expect(Boolean(page.previousPageCursor)).toBe(pages > 0);
      seen.push(...page.results.map(({ document }) => document.title));
      pageCursor = page.nextPageCursor;
      pages += 1;
    } while (pageCursor);
    expect(ranks).toEqual(seen.map((_, index) => index + 1));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter(title => title.startsWith('web-'))).toHaveLength(60);
  });

  it('refuses a cursor of somebody else', async () => {
    await expect(
      test.engine.query({ term: 'web', pageCursor: 'bm90IG1pbmU=' }),
    ).rejects.toThrow('page cursor');
  });

  it('finds nothing of a type that is not indexed yet', async () => {
    expect(await titles({ term: 'x', types: ['unknown'] })).toEqual([]);
    expect(await titles({ types: ['unknown'] })).toEqual([]);
  });

  it('shows one of two languages, the one that the person reads', async () => {
    const page = (language: string, title: string, caseId = 'VLT-001') =>
      doc(title, '', {
        language,
        caseId,
        location: `/docs/default/component/runbooks/${language}/secrets/x#vlt-001`,
      });
    await indexDocuments(test.engine, 'runbook', [
      page('en', 'Sealed after a restart'),
      page('ko', '재시작 뒤의 봉인'),
      page('en', 'Only in English: sealed', 'VLT-002'),
    ]);
    const found = (language?: string) =>
      titles({
        term: 'sealed',
        types: ['runbook'],
        filters: language ? { language } : {},
      });
    expect((await found('ko')).sort()).toEqual([
      'Only in English: sealed',
      '재시작 뒤의 봉인',
    ]);
    expect((await found('en')).sort()).toEqual([
      'Only in English: sealed',
      'Sealed after a restart',
    ]);
    expect(await found()).toHaveLength(3);
  });

  it('replaces a type at once and keeps it when collecting fails', async () => {
    const found = () => titles({ term: 'number', types: ['replaced'] });
    await indexDocuments(test.engine, 'replaced', [
      doc('Number one'),
      doc('Number two'),
    ]);
    const broken = async function* broken() {
      yield doc('Number three');
      throw new Error('The source is gone');
    };
    await expect(
      pipeline(
        Readable.from(broken()),
        await test.engine.getIndexer('replaced'),
      ),
    ).rejects.toThrow('gone');
    expect((await found()).sort()).toEqual(['Number one', 'Number two']);
    await indexDocuments(test.engine, 'replaced', [
      doc('Number two'),
      doc('Number four'),
    ]);
    expect((await found()).sort()).toEqual(['Number four', 'Number two']);
    const { results } = await test.replica.query({
      term: 'four',
      types: ['replaced'],
    });
    expect(results).toHaveLength(1);
  });

  it('stays whole when replicas replace a type at the same time', async () => {
    const set = (name: string) =>
      Array.from({ length: 30 }, (_, index) => doc(`${name} ${index}`));
    await Promise.all([
      indexDocuments(test.engine, 'contended', set('first')),
      indexDocuments(test.replica, 'contended', set('second')),
    ]);
    const { results, numberOfResults } = await test.replica.query({
      term: '',
      types: ['contended'],
      pageLimit: 50,
    });
    expect(numberOfResults).toBe(30);
    expect(
      new Set(results.map(({ document }) => document.title.split(' ')[0])).size,
    ).toBe(1);
  });

  it('empties an index only when nothing came twice', async () => {
    await indexDocuments(test.engine, 'fading', [doc('Fading')]);
    await indexDocuments(test.engine, 'fading', []);
    expect(await titles({ types: ['fading'] })).toEqual(['Fading']);
    await indexDocuments(test.engine, 'fading', []);
    expect(await titles({ types: ['fading'] })).toEqual([]);
  });

  it('takes documents with odd content', async () => {
    await indexDocuments(test.engine, 'odd', [
      doc('Odd \0 one', `\ud800 ' \\ " : & | ! ${'x'.repeat(5_000)}`),
      doc(`it's 'quoted' \\ back`, '', { list: [1, null, { a: 1 }] }),
      { title: undefined, text: undefined, location: '/odd' } as never,
    ]);
    expect(await titles({ term: `quoted' \\`, types: ['odd'] })).toEqual([
      `it's 'quoted' \\ back`,
    ]);
    expect(await titles({ types: ['odd'] })).toHaveLength(3);
  });
});
