import { diffLines } from './diffLines';

describe('diffLines', () => {
  it('numbers the lines of each file', () => {
    const [first, second] = diffLines(
      [
        'diff --git a/one b/one',
        'index 1..2 100644',
        '--- a/one',
        '+++ b/one',
        '@@ -3,2 +3,3 @@ context',
        ' same',
        '-old',
        '+new',
        '+more',
        '\\ No newline at end of file',
        'diff --git a/two b/two',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/two',
        '@@ -0,0 +1 @@',
        '+--- looks like a header',
        '',
      ].join('\n'),
    );
    expect(first.slice(1)).toEqual([
      { kind: 'context', text: 'same', before: 3, after: 3 },
      { kind: 'removed', text: 'old', before: 4 },
      { kind: 'added', text: 'new', after: 4 },
      { kind: 'added', text: 'more', after: 5 },
    ]);
    expect(second[1]).toEqual({
      kind: 'added',
      text: '--- looks like a header',
      after: 1,
    });
  });

  it('knows files without text', () => {
    expect(
      diffLines('diff --git a/x b/x\nBinary files a/x and b/x differ\n'),
    ).toEqual([[]]);
  });
});
