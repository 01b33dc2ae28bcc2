import { parse } from 'yaml';
import { emitYaml } from './emitYaml';

const PIECES =
  'a Z y no Yes ON off true null nan inf e E x 0 1 7 _ . - : / + = ~ # , @ | > [ { ! & * % ` " \' \\'.split(
    ' ',
  );

/** The same texts in each run. */
function* texts(count: number): Generator<string> {
  let state = 20261121;
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  for (let made = 0; made < count; made += 1) {
    const length = 1 + next(5);
    yield Array.from(
      { length },
      () => [...PIECES, ' ', '\n', '\t'][next(PIECES.length + 3)],
    ).join('');
  }
}

describe('emitYaml', () => {
  it.each(['yes', 'No', 'ON', 'y', 'N', 'null', '~', 'TRUE', '.inf', '.NaN'])(
    'quotes %s, which is no word to every reader',
    word => {
      expect(emitYaml({ word })).toBe(`word: "${word}"\n`);
    },
  );

  it.each([
    '0777',
    '12:30:00',
    '1_000',
    '0x1f',
    '1e3',
    '2026-11-21',
    '=',
    '<<',
  ])('quotes %s, which is no text to every reader', text => {
    expect(emitYaml([text])).toBe(`- "${text}"\n`);
  });

  it.each([
    'shop',
    'charts/web-service/1.0.0',
    'https://git.test/platform/gitops.git',
    'backstage.io/v1alpha1',
    'Shows what is sold',
  ])('leaves %s as it is', text => {
    expect(emitYaml({ text })).toBe(`text: ${text}\n`);
  });

  it('writes every text so that all readers get it back, as value and as key', () => {
    for (const text of texts(4_000)) {
      const value = { text, list: [text], [`${text}`]: 'key' };
      const written = emitYaml(value);
      expect(parse(written)).toEqual(value);
      expect(parse(written, { version: '1.1' })).toEqual(value);
    }
  });
});
