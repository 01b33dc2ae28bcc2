import { ManifestTag } from '@naru/plugin-gitops-node';
import { parse } from 'yaml';
import { emitYaml } from './emitYaml';
import { renderManifests } from './renderManifests';

const upperCase: ManifestTag = {
  tag: '!shout',
  render: value => ({
    text: JSON.stringify(value).toLocaleUpperCase('en-US'),
    faults: [{ rule: 'VAL-000', message: 'is loud.' }],
  }),
};

const render = (content: string, values: Record<string, unknown> = {}) =>
  renderManifests({ content, scopes: { values }, tags: [upperCase] });

const HOSTILE = [
  'yes',
  'null',
  '~',
  '0777',
  '1e3',
  '0o17',
  '12:30:00',
  '2026-11-21',
  '"; kind: Secret #',
  "it's",
  'a: b',
  '- a',
  '{a: b}',
  '&anchor *alias',
  '!!python/object:os.system',
  '| \n  block',
  '---\nkind: Secret\n---',
  'line one\nkind: Secret\n  nested: true\n',
  '${{ values.secret }}',
  '{{ secrets.token }}',
  '$& $1 $$',
  '#cloud-config',
  ' leading and trailing ',
  '나루 🛶',
  '\ttab',
  '__proto__',
];

describe('renderManifests', () => {
  it('keeps the type of a value that stands alone and writes the others into text', () => {
    const { objects } = render(
      'cores: ${{ values.cores }}\nsize: ${{values.size}}Gi\nlist: ${{ values.list }}\nname: x-${{ values.a.b }}-${{ values.cores }}\n',
      { cores: 4, size: 20, list: ['a', { b: true }], a: { b: 'deep' } },
    );
    expect(objects).toEqual([
      { cores: 4, size: '20Gi', list: ['a', { b: true }], name: 'x-deep-4' },
    ]);
  });

  it('leaves a key or an item out when an optional value is missing', () => {
    const { objects } = render(
      'a: ${{ values.none | optional }}\nb: [1, "${{ values.none | optional }}"]\nc: "x${{ values.empty | optional }}"\n',
      { empty: '' },
    );
    expect(objects).toEqual([{ b: [1], c: 'x' }]);
  });

  it.each(HOSTILE)('keeps %j one string, whole or within a text', hostile => {
    const { objects, faults } = render(
      'whole: ${{ values.x }}\npart: a-${{ values.x }}\nlist: ["${{ values.x }}"]\n',
      { x: hostile, secret: 'never' },
    );
    const expected = {
      whole: hostile,
      part: `a-${hostile}`,
      list: [hostile],
    };
    expect(faults).toEqual([]);
    expect(objects).toEqual([expected]);
    const text = emitYaml(objects[0]);
    expect(parse(text, { version: '1.1' })).toEqual(expected);
    expect(parse(text, { version: '1.2' })).toEqual(expected);
  });

  it.each([
    ['\u0000', '0000'],
    ['a\rb', '000D'],
    ['a\u2028b', '2028'],
    ['\ufeffa', 'FEFF'],
    ['\ud800', 'D800'],
    ['\u0085', '0085'],
  ])('reports the invisible character in %j', (text, code) => {
    const { faults } = render('a: { b: "${{ values.x }}" }', { x: [text] });
    expect(faults).toEqual([
      {
        rule: 'VAL-010',
        field: 'a.b.0',
        message: expect.stringContaining(`U+${code}`),
        messageKo: expect.stringContaining(`U+${code}`),
      },
    ]);
  });

  it('makes text of what is under a tag, and passes on what the tag finds', () => {
    const { objects, faults } = render(
      'a:\n  data: !shout\n    x: ${{ values.x }}\n    y: ${{ values.none | optional }}\n',
      { x: 'hi' },
    );
    expect(objects).toEqual([{ a: { data: '{"X":"HI"}' } }]);
    expect(faults).toEqual([
      { rule: 'VAL-000', field: 'a.data', message: 'is loud.' },
    ]);
  });

  it('takes facts of the request and what modules found out', () => {
    const { objects } = renderManifests({
      content:
        'url: ${{ request.url }}\ndigest: ${{ resolved.image.digest | optional }}\nnone: ${{ resolved.other.digest | optional }}\n',
      scopes: {
        values: {},
        request: { url: 'http://git.test' },
        resolved: { image: { digest: 'sha256:1' } },
      },
      tags: [],
    });
    expect(objects).toEqual([{ url: 'http://git.test', digest: 'sha256:1' }]);
  });

  it('fills in keys, and refuses two that become the same', () => {
    expect(
      render('- ${{ values.x }}: index.md', { x: 'shop' }).objects,
    ).toEqual([[{ shop: 'index.md' }]]);
    expect(() => render('shop: 1\n${{ values.x }}: 2', { x: 'shop' })).toThrow(
      'shop is there twice',
    );
  });

  it('reads several documents and passes over empty ones', () => {
    expect(render('a: 1\n---\n---\nb: 2\n').objects).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
    expect(render('').objects).toEqual([]);
  });

  it.each([
    ['a: ${{ values.none }}', /^a: values.none is missing/],
    ['a: ${{ secrets.token }}', /"secrets.token" is not values/],
    ['a: ${{ values.x | upper }}', /is not values/],
    ['a: ${{ values.constructor.name }}', /is missing/],
    ['a: x${{ values.list }}', /has to stand alone/],
    ['a: !unknown b', /unknown tag !unknown/],
    ['a: &x 1\nb: *x', /instead of an alias/],
    ['a: [', /flow/i],
    ['a: 1\na: 2', /unique/],
  ])('refuses the content %j', (content, message) => {
    expect(() => render(content, { x: 'x', list: [1] })).toThrow(message);
  });
});

describe('emitYaml', () => {
  it('writes the same value always the same, without aliases or folded lines', () => {
    const part = { text: 'x '.repeat(200).trim() };
    const text = emitYaml({ b: part, a: part, list: ['yes', 'no thing', 4] });
    expect(text).toBe(
      emitYaml({ b: part, a: part, list: ['yes', 'no thing', 4] }),
    );
    expect(text).not.toMatch(/[&*]/);
    expect(text.split('\n')).toHaveLength(9);
    expect(text).toContain('- "yes"\n');
    expect(text).toContain('- no thing\n');
  });
});
