import { readManifests } from './readManifests';

describe('readManifests', () => {
  it('takes documents and lists apart', () => {
    const text = `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
---
# nothing but a comment
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
`;
    expect(readManifests('a.yaml', text)).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } },
    ]);
  });

  it('reads values as Go does', () => {
    const [manifest] = readManifests(
      'a.yaml',
      'apiVersion: v1\nkind: X\nmetadata: {name: a}\nmac: 52:54:00:12:34:56\ntime: 12:30\nday: 2026-01-02\nyes: no\nnumber: 0x10\n',
    );
    expect(manifest).toMatchObject({
      mac: '52:54:00:12:34:56',
      time: '12:30',
      day: '2026-01-02',
      number: 16,
    });
    expect(Object.values(manifest)).toContain(false);
  });

  it('passes over what is no manifest', () => {
    expect(readManifests('a.yaml', 'hello: world\n')).toEqual([]);
    expect(readManifests('a.yaml', 'this: is: broken: [')).toEqual([]);
    expect(
      readManifests('a.json', '{"kind":"X"} // +argocd:skip-file-rendering'),
    ).toEqual([]);
  });

  it.each([
    [
      'a.yaml',
      'apiVersion: v1\nkind: X\nmetadata: {name: [a}\n',
      /^Failed to unmarshal "a\.yaml": failed to unmarshal manifest: error converting YAML to JSON: yaml: line 3: /,
    ],
    [
      'b.yaml',
      'apiVersion: v1\nkind: X\nmetadata: {name: a}\n---\nhello: world\n',
      /Object 'Kind' is missing in '\{"hello":"world"\}'$/,
    ],
    ['c.json', '[]', /cannot unmarshal array into Go value/],
    ['d.json', '{', /^Failed to unmarshal "d\.json": /],
  ])('tells what is wrong with %s', (file, text, message) => {
    expect(() => readManifests(file, text)).toThrow(message);
  });
});
