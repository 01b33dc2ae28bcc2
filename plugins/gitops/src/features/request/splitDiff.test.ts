import { splitDiff } from './splitDiff';

describe('splitDiff', () => {
  it('gives each file its own part of the diff', () => {
    const changes = splitDiff({
      files: [
        { path: 'a.yaml', before: 'x: 1\ny: 1\n', after: 'x: 2\ny: 1\n' },
        { path: 'b.yaml', after: 'z: 1\nz2: 1\n' },
        { path: 'c.yaml', before: 'c: 1\n', after: '' },
      ],
      diff: [
        '--- a/a.yaml',
        '+++ b/a.yaml',
        '@@ -1,2 +1,2 @@',
        '-x: 1',
        '+x: 2',
        ' y: 1',
        '--- /dev/null',
        '+++ b/b.yaml',
        '@@ -0,0 +1,2 @@',
        '+z: 1',
        '+z2: 1',
        '--- a/c.yaml',
        '+++ b/c.yaml',
        '@@ -1,1 +0,0 @@',
        '-c: 1',
        '',
      ].join('\n'),
    });
    expect(changes).toEqual([
      {
        path: 'a.yaml',
        kind: 'changed',
        text: '@@ -1,2 +1,2 @@\n-x: 1\n+x: 2\n y: 1',
        added: 1,
        removed: 1,
      },
      {
        path: 'b.yaml',
        kind: 'new',
        text: 'z: 1\nz2: 1\n',
        added: 2,
        removed: 0,
      },
      {
        path: 'c.yaml',
        kind: 'changed',
        text: '@@ -1,1 +0,0 @@\n-c: 1',
        added: 0,
        removed: 1,
      },
    ]);
  });

  it('is not misled by lines of a file that look like a diff', () => {
    const [change] = splitDiff({
      files: [{ path: 'a.md', before: '-- a/a.md\n', after: 'x\n' }],
      diff: '--- a/a.md\n+++ b/a.md\n@@ -1,1 +1,1 @@\n--- a/a.md\n+x\n',
    });
    expect(change).toMatchObject({ added: 1, removed: 1 });
  });

  it('shows a file that stays as it is, and one that the diff lacks', () => {
    expect(
      splitDiff({
        files: [
          { path: 'a.yaml', before: 'x: 1\n', after: 'x: 1\n' },
          { path: 'b.yaml', before: 'x: 1\n', after: 'x: 2\n' },
        ],
        diff: '',
      }),
    ).toEqual([
      { path: 'a.yaml', kind: 'same', text: 'x: 1\n', added: 0, removed: 0 },
      { path: 'b.yaml', kind: 'changed', text: 'x: 2\n', added: 0, removed: 0 },
    ]);
  });
});
