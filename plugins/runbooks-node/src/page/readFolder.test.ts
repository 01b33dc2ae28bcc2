import { folderFiles, pageText } from '../__fixtures__/pages';
import { readFolder } from './readFolder';

const EN = 'docs/en/network/names.md';
const KO = 'docs/ko/network/names.md';

async function read(files: Map<string, string>) {
  const { cases, faults } = await readFolder(files, { source: 'test' });
  return {
    cases,
    ids: cases.map(({ id }) => id),
    faults: faults.map(({ file, message }) => `${file}: ${message}`),
  };
}

describe('readFolder', () => {
  it('reads what has no language once, and the texts of both', async () => {
    const { cases, faults } = await read(
      folderFiles([
        {
          id: 'NET-001',
          signals: [{ text: 'no such host anywhere' }],
          related: ['NET-002'],
        },
        { id: 'NET-002' },
      ]),
    );
    expect(faults).toEqual([]);
    expect(cases).toHaveLength(2);
    const [first] = cases;
    expect(first).toMatchObject({
      id: 'NET-001',
      severity: 'major',
      related: ['NET-002'],
      group: 'network',
      page: 'names',
      source: 'test',
    });
    expect(first.signals).toHaveLength(1);
    expect(first.texts.en).toMatchObject({
      title: 'Case NET-001',
      groupTitle: 'Network',
      description: 'What a test needs.',
    });
    expect(first.texts.ko).toMatchObject({
      title: '사례 NET-001',
      groupTitle: '네트워크',
    });
    expect(first.texts.ko?.sections[0]).toEqual({
      key: 'see',
      title: '증상',
      markdown: '```text\nno such host\n```',
    });
  });

  it('takes no heading from a block of code', async () => {
    const { cases } = await read(
      folderFiles([
        {
          id: 'NET-001',
          parts: { check: '```bash\n## no heading\n### Mend\n```\n\nWords.' },
        },
      ]),
    );
    const keys = cases[0].texts.en?.sections.map(({ key }) => key);
    expect(keys).toEqual([
      'see',
      'meaning',
      'check',
      'mend',
      'verify',
      'prevent',
      'references',
    ]);
  });

  it('leaves a bad page out and keeps the rest', async () => {
    const files = folderFiles([{ id: 'NET-001' }]);
    files.set('docs/en/network/other.md', '# No front matter');
    files.set('docs/ko/network/other.md', pageText('ko', [{ id: 'NET-002' }]));
    const { ids, faults } = await read(files);
    expect(ids).toEqual(['NET-001']);
    expect(faults).toEqual([
      'docs/en/network/other.md: must begin with a front matter between two lines "---"',
    ]);
  });

  it('names file, case and field', async () => {
    const { ids, faults } = await read(
      folderFiles([
        { id: 'NET-001', front: { severity: 'awful' } },
        { id: 'NET-002', signals: [{ text: 'short' }] },
        { id: 'NET-003', signals: [{ kind: 'Pod', phase: 'x', wrong: 'x' }] },
        { id: 'NET-004', signals: [{ pattern: '(unclosed bracket' }] },
        { id: 'NET-005', front: { since: { kubernetes: 1.3 } } },
        { id: 'NET-006' },
      ]),
    );
    expect(ids).toEqual(['NET-004', 'NET-006']);
    expect(faults).toEqual([
      expect.stringMatching(
        /^docs\/en\/network\/names\.md: NET-001: severity: /,
      ),
      `${EN}: NET-002: signals[0].text: "short" has less than 12 letters; add a field or more words`,
      expect.stringMatching(/NET-003: signals\[0\]: has no field "wrong"/),
      expect.stringMatching(/NET-004: signals\[0\]: pattern .* RE2/),
      expect.stringMatching(/NET-005: since\.kubernetes: must be a string/),
    ]);
  });

  it('keeps a case whose translation is wrong, in the first language', async () => {
    const files = folderFiles([{ id: 'NET-001' }]);
    files.set(
      KO,
      pageText('ko', [{ id: 'NET-001', front: { severity: 'major' } }]),
    );
    const { cases, faults } = await read(files);
    expect(Object.keys(cases[0].texts)).toEqual(['en']);
    expect(faults).toEqual([
      `${KO}: NET-001: has no field "severity"; what has no language stands in the English page only`,
    ]);
  });

  it('takes a page in one language that says all', async () => {
    const front = {
      kind: 'incident',
      severity: 'minor',
      systems: ['kubernetes'],
      destructive: false,
      signals: [],
    };
    const files = new Map([[KO, pageText('ko', [{ id: 'NET-001', front }])]]);
    const { cases, faults } = await read(files);
    expect(faults).toEqual([]);
    expect(Object.keys(cases[0].texts)).toEqual(['ko']);
    expect(cases[0].texts.ko?.groupTitle).toBe('network');
  });

  it('tells when a case has no text', async () => {
    const files = folderFiles([{ id: 'NET-001' }]);
    files.set(
      KO,
      pageText('ko', [{ id: 'NET-001' }]).replace('{#net-001}', ''),
    );
    const { cases, faults } = await read(files);
    expect(Object.keys(cases[0].texts)).toEqual(['en']);
    expect(faults).toEqual([
      `${KO}: NET-001: no heading "## 사례 NET-001 {#net-001}"`,
    ]);
  });

  it('keeps the first of two cases with one id', async () => {
    const files = folderFiles([{ id: 'NET-001' }]);
    files.set('docs/en/network/zones.md', pageText('en', [{ id: 'NET-001' }]));
    const { cases, faults } = await read(files);
    expect(cases[0].page).toBe('names');
    expect(faults).toEqual([
      'docs/en/network/zones.md: NET-001: stands in network/names too; it is left out here',
    ]);
  });

  it('refuses aliases of YAML, which can make a small page large', async () => {
    const files = folderFiles([{ id: 'NET-001' }]);
    files.set(EN, '---\ntitle: &a x\ndescription: *a\n---\n');
    expect((await read(files)).faults[0]).toMatch(/is no YAML/);
  });

  it('tells of files that cannot be pages', async () => {
    const files = folderFiles([{ id: 'NET-001' }]);
    files.set('docs/en/network/Bad Name.md', 'x');
    files.set('docs/en/glossary.md', 'x');
    expect((await read(files)).faults).toEqual([
      expect.stringMatching(/^docs\/en\/network\/Bad Name\.md: is left out/),
    ]);
  });
});

describe('readFolder with a hostile page', () => {
  const front = (cases: string) =>
    `---\ntitle: x\ndescription: y\ncases:${cases}\n---\n`;
  const spaces = ' '.repeat(120_000);
  it.each([
    ['a heading of spaces', `${front(' []')}# a${spaces}b`, /line 6/],
    ['a fence without an end', `${front(' []')}\`\`\`${spaces}\``, /line 6/],
    [
      'front matter of many fields',
      front(` []\n${'a: 1\n'.repeat(20_000)}`),
      /front matter has more than/,
    ],
    ['front matter that is deep', front(' '.padEnd(3_000, '[')), /no YAML/],
    ['aliases', front(' &a [*a, *a]'), /Alias/],
  ])('tells %s in no time, and keeps the others', async (_, text, told) => {
    const began = performance.now();
    const { ids, faults } = await read(
      new Map([
        ...folderFiles([{ id: 'NET-001' }]),
        ['docs/en/network/hostile.md', text],
      ]),
    );
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(ids).toEqual(['NET-001']);
    expect(faults.join('\n')).toMatch(told);
  });

  it('compiles no more patterns than a page may have', async () => {
    const patterns = Array.from({ length: 20 }, (_, at) => ({
      pattern: `${at}(${'\\pL'.repeat(90)}){300}`,
    }));
    const many = Array.from({ length: 20 }, (_, at) => ({
      pattern: Array.from({ length: 20 }, (__, to) => `no ${at} ${to} .{300}`),
    }));
    const began = performance.now();
    const { ids, faults } = await read(
      folderFiles([
        { id: 'NET-001', signals: patterns },
        { id: 'NET-002', signals: many },
      ]),
    );
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(ids).toEqual(['NET-001', 'NET-002']);
    expect(faults.join('\n')).toMatch(/repeat less|too large together/);
  });

  it('leaves out what is more than a folder may have', async () => {
    const signals = Array.from({ length: 40 }, (_, at) => ({
      text: Array.from({ length: 20 }, (__, to) => `text number ${at} ${to}`),
    }));
    const files = new Map<string, string>();
    for (let page = 100; page < 160; page += 1) {
      files.set(
        `docs/en/network/p${page}.md`,
        pageText('en', [{ id: `NET-${page}`, signals }]),
      );
    }
    const { ids, faults } = await read(files);
    expect(ids).toHaveLength(47);
    expect(faults[0]).toMatch(/NET-147: the folder has more than/);
  });

  it('tells the first faults only, each in few words', async () => {
    const files = new Map(folderFiles([{ id: 'NET-001' }]));
    for (let page = 0; page < 300; page += 1) {
      files.set(
        `docs/en/network/p${page}.md`,
        front(` []\n${'k'.repeat(3_000)}: 1`),
      );
    }
    const { ids, faults } = await read(files);
    expect(ids).toEqual(['NET-001']);
    expect(faults).toHaveLength(200);
    expect(Math.max(...faults.map(({ length }) => length))).toBeLessThan(500);
  });
});
