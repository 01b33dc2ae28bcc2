import { createMockDirectory } from '@backstage/backend-test-utils';
import { folderFiles, pageText, type CaseFixture } from '../__fixtures__/pages';
import { checkCommand } from './checkCommand';
import { checkRunbooks, type RunbookCheckOptions } from './checkRunbooks';

const CRD = `
apiVersion: v1
kind: List
items:
  - apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    spec:
      group: cdi.kubevirt.io
      names: { kind: DataVolume }
      versions:
        - name: v1beta1
          schema:
            openAPIV3Schema:
              properties:
                spec:
                  type: object
                  required: [source]
                  properties:
                    source: { type: object, x-kubernetes-preserve-unknown-fields: true }
                    size: { x-kubernetes-int-or-string: true, pattern: '^(?i)x' }
`;

describe('checkRunbooks', () => {
  const directory = createMockDirectory();

  const check = async (
    cases: CaseFixture[],
    change: (files: Map<string, string>) => void = () => {},
    options: RunbookCheckOptions = {},
  ) => {
    const files = folderFiles(cases);
    change(files);
    directory.setContent({
      folder: Object.fromEntries(files),
      'crds/cdi.yaml': CRD,
    });
    const { faults } = await checkRunbooks(directory.resolve('folder'), {
      crds: directory.resolve('crds'),
      ...options,
    });
    return faults.map(({ file, message }) => `${file}: ${message}`);
  };
  const withPart = (key: string, text: string) =>
    check([{ id: 'NET-001', parts: { [key]: text } }]);

  it('finds nothing in a good folder', async () => {
    expect(await check([{ id: 'NET-001' }, { id: 'NET-002' }])).toEqual([]);
  });

  it('misses languages, pages, ids and places in the navigation', async () => {
    const faults = await check(
      [{ id: 'NET-001', related: ['NET-009', 'KV-001'] }],
      files => {
        files.delete('docs/ko/network/names.md');
        files.set(
          'docs/en/network/more.md',
          pageText('en', [{ id: 'NET-002' }]),
        );
      },
      { required: ['NET-003'], known: ['KV-001'] },
    );
    expect(faults).toEqual(
      expect.arrayContaining([
        'docs: NET-003 has no page',
        'docs/en/network/names.md: has no page docs/ko/network/names.md',
        'docs/en/network/names.md: NET-001: related NET-009 does not exist',
        'docs/en/network/index.md: has no link to NET-002',
        'docs/ko/network/index.md: link names.md#net-001 leads to no file',
        'mkdocs.yml: nav has no en/network/more.md',
        'mkdocs.yml: nav names ko/network/names.md, which does not exist',
      ]),
    );
  });

  it('wants the same cases in the same order in both languages', async () => {
    const [fault] = await check([{ id: 'NET-001' }, { id: 'NET-002' }], files =>
      files.set(
        'docs/ko/network/names.md',
        pageText('ko', [{ id: 'NET-002' }, { id: 'NET-001' }]),
      ),
    );
    expect(fault).toBe(
      'docs/ko/network/names.md: has the cases NET-002, NET-001, docs/en/network/names.md has NET-001, NET-002',
    );
  });

  it.each<[string, string, string[]]>([
    [
      '### Verify',
      '### Proof',
      ['has no "### Verify"', '"### Proof" is none of the usual headings'],
    ],
    [
      '## Case NET-001',
      '## Something',
      ['heading "Something" is not the title "Case NET-001"'],
    ],
    [
      '# Pages',
      '# Leaves',
      ['must begin with the heading "# Pages under test"'],
    ],
  ])('finds %s written as %s', async (from, to, expected) => {
    const faults = await check([{ id: 'NET-001' }], files => {
      const file = 'docs/en/network/names.md';
      const text = files.get(file) ?? '';
      files.set(file, text.replace(`\n${from}`, `\n${to}`));
    });
    for (const message of expected) {
      expect(faults.join('\n')).toContain(message);
    }
  });

  it('wants a warning and a way back where data can be lost', async () => {
    const faults = await check([{ id: 'NET-001', destructive: true }]);
    expect(faults).toEqual(
      expect.arrayContaining([
        'docs/en/network/names.md: NET-001: is destructive, but no "!!! danger" stands before its step',
        'docs/ko/network/names.md: NET-001: is destructive, but has no "#### 되돌리기"',
      ]),
    );
    const danger = '!!! danger "Deletes all"\n    What is lost.';
    expect(await withPart('mend', danger)).toEqual(
      expect.arrayContaining([
        'docs/en/network/names.md: NET-001: has a "!!! danger", but is not marked destructive',
      ]),
    );
  });

  it.each<[string, string]>([
    ['[a](../storage/x.md#y)', 'link ../storage/x.md#y leads to no file'],
    ['[a](#net-009)', 'link #net-009 leads to no heading'],
    ['[a](../../ko/network/names.md)', 'leads to the other language'],
    ['Words\n- item', 'needs an empty line before a list'],
    ['!!! danger Title\n    x', 'needs a title in straight quotes'],
    ['!!! note "Title"\nx', 'is indented by four spaces'],
    ['| a |\n|---|\n| b |\nWords', 'needs an empty line after a table'],
    ['A <pending> Service', 'has raw HTML <pending>'],
    ['a\tb', 'has a tab'],
    ['The **Pod**s here', 'shows the asterisks of **Pod**'],
    ['See a**ll** of **it**', 'shows the asterisks of **ll**'],
    ['```\nx\n```', 'names no language'],
    ['```bash\nx', 'has no end'],
    ['```bash\n$ ls\n```', 'does not copy cleanly'],
    ['```json\n{a}\n```', 'JSON: '],
    ['```yaml\na: [\n```', 'YAML: '],
    [
      '```yaml\napiVersion: cdi.kubevirt.io/v1beta1\nkind: DataVolume\nspec: { sourc: {} }\n```',
      'DataVolume: spec must NOT have additional properties "sourc"',
    ],
    [
      '```yaml\napiVersion: cdi.kubevirt.io/v1\nkind: DataVolume\n```',
      'there is no kind DataVolume in cdi.kubevirt.io/v1',
    ],
    [
      '```yaml\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n```',
      'there is no kind PodDisruptionBudget in policy/v1beta1',
    ],
    [
      '```yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [] } } }\n```',
      "Deployment: spec must have required property 'selector'",
    ],
  ])('finds what is wrong in %s', async (text, message) => {
    const faults = await withPart('mend', text);
    expect(faults.join('\n')).toContain(message);
  });

  it('lets a fragment and a kind of others be', async () => {
    expect(
      await withPart(
        'mend',
        '```yaml\nspec: { source: {} }\n---\napiVersion: longhorn.io/v1beta2\nkind: Volume\n```',
      ),
    ).toEqual([]);
  });

  it('wants the same commands in both languages, but for comments', async () => {
    const change = (command: string) => (files: Map<string, string>) => {
      const file = 'docs/ko/network/names.md';
      files.set(
        file,
        (files.get(file) ?? '').replace('NAMESPACE=team1-staging', command),
      );
    };
    expect(
      await check(
        [{ id: 'NET-001' }],
        change('NAMESPACE=team1-staging  # 이름'),
      ),
    ).toEqual([]);
    expect(
      await check([{ id: 'NET-001' }], change('NAMESPACE=team2-staging')),
    ).toEqual([
      expect.stringMatching(/block of code is another one than in docs\/en/),
    ]);
  });

  it('is a command that says what it found', async () => {
    await check([{ id: 'NET-001', related: ['NET-002'] }]);
    const words: string[] = [];
    const run = (...args: string[]) =>
      checkCommand(args, text => words.push(text));
    expect(await run(directory.resolve('folder'))).toBe(1);
    expect(words.join('')).toMatch(
      /names\.md: NET-001: related NET-002 does not exist\n[\s\S]*1 cases, 1 fault\n$/,
    );
    expect(await run()).toBe(2);
    expect(await run('folder', '--languages', 'xx')).toBe(2);
    expect(await run('--help')).toBe(0);
  });
});
