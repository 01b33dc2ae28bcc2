import { splitManifests } from './splitManifests';

describe('splitManifests', () => {
  it('names each object', () => {
    const objects = splitManifests(`---
# Source: web-service/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  labels:
    name: not-this
  # the name below
  name: "shop"
spec: {}
---
# Source: web-service/templates/empty.yaml
--- # next
kind: ConfigMap # settings
metadata:
  annotations:

    a: b
  name: shop-env
data:
  text: |
    ---
    kind: Fake
`);
    expect(objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Service shop',
      'ConfigMap shop-env',
    ]);
    expect(objects[1].yaml).toContain('    kind: Fake');
  });

  it('shows what it cannot name all the same', () => {
    expect(splitManifests('{kind: Service, metadata: {name: shop}}')).toEqual([
      { kind: '?', name: '?', yaml: '{kind: Service, metadata: {name: shop}}' },
    ]);
    expect(splitManifests('')).toEqual([]);
  });

  it('takes thousands of lines apart at once', () => {
    const one = `kind: ConfigMap\nmetadata:\n  labels:\n${'    a: b\n'.repeat(
      5_000,
    )}  name: big\ndata:\n${'  key: value\n'.repeat(5_000)}`;
    const objects = splitManifests(Array(10).fill(one).join('---\n'));
    expect(objects).toHaveLength(10);
    expect(objects.every(({ name }) => name === 'big')).toBe(true);
  });
});
