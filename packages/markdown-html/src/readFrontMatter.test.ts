import { readFrontMatter } from './readFrontMatter';

describe('readFrontMatter', () => {
  it('splits the mapping from the page', () => {
    expect(
      readFrontMatter(
        '---\ntitle: 이미지\ncases: [{ id: KV-008 }]\n---\n\n# A\n---\n',
      ),
    ).toEqual({
      data: { title: '이미지', cases: [{ id: 'KV-008' }] },
      body: '\n# A\n---\n',
    });
  });

  it('reads Windows line ends, a byte order mark and an empty block', () => {
    expect(readFrontMatter('\uFEFF---\r\na: 1\r\n---\r\nb')).toEqual({
      data: { a: 1 },
      body: 'b',
    });
    expect(readFrontMatter('---\n---\nb')).toEqual({ data: {}, body: 'b' });
  });

  it('takes a page without one as it is', () => {
    expect(readFrontMatter('# A\n\n---\n\nb: 1\n\n---\n')).toEqual({
      data: {},
      body: '# A\n\n---\n\nb: 1\n\n---\n',
    });
    expect(readFrontMatter('---\n- a\n---\nb').data).toEqual({});
  });

  it('says where the YAML is wrong', () => {
    expect(() => readFrontMatter('---\na: [\n---\n')).toThrow(/at line/);
  });
});
