import { builtinSchema } from '../schema/builtinDefinitions';
import { strategicMergePatch } from './strategicMergePatch';

const POD = builtinSchema('', 'v1', 'Pod') ?? {};
const pod = (...containers: object[]) => ({ spec: { containers } });

describe('strategicMergePatch', () => {
  it('merges items of a list by the key of the schema', () => {
    expect(
      strategicMergePatch(
        pod({ name: 'a', image: '1' }, { name: 'b', image: '1' }),
        pod({ name: 'b', image: '2' }, { name: 'c', image: '3' }),
        POD,
      ),
    ).toEqual(
      pod(
        { name: 'a', image: '1' },
        { name: 'b', image: '2' },
        { name: 'c', image: '3' },
      ),
    );
  });

  it('deletes and replaces by directive', () => {
    expect(
      strategicMergePatch(
        pod({ name: 'a' }, { name: 'b' }),
        pod({ name: 'a', $patch: 'delete' }),
        POD,
      ),
    ).toEqual(pod({ name: 'b' }));
    expect(
      strategicMergePatch(
        pod({ name: 'a' }, { name: 'b' }),
        pod({ $patch: 'replace' }, { name: 'z' }),
        POD,
      ),
    ).toEqual(pod({ name: 'z' }));
  });

  it('orders as $setElementOrder says', () => {
    expect(
      strategicMergePatch(
        pod({ name: 'a' }, { name: 'b' }),
        {
          spec: {
            '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }],
          },
        },
        POD,
      ),
    ).toEqual(pod({ name: 'b' }, { name: 'a' }));
  });

  it('adds to and deletes from lists of plain values', () => {
    expect(
      strategicMergePatch(
        { metadata: { finalizers: ['a', 'b'] } },
        {
          metadata: {
            finalizers: ['c'],
            '$deleteFromPrimitiveList/finalizers': ['a'],
          },
        },
        POD,
      ),
    ).toEqual({ metadata: { finalizers: ['b', 'c'] } });
  });

  it('keeps only what $retainKeys names', () => {
    expect(
      strategicMergePatch(
        { strategy: { type: 'RollingUpdate', rollingUpdate: {} } },
        { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
        {},
      ),
    ).toEqual({ strategy: { type: 'Recreate' } });
  });

  it('removes what is null and replaces lists without a strategy', () => {
    expect(
      strategicMergePatch(
        { spec: { nodeName: 'n', containers: [{ name: 'a', args: ['1'] }] } },
        {
          spec: { nodeName: null, containers: [{ name: 'a', args: ['2'] }] },
        },
        POD,
      ),
    ).toEqual(pod({ name: 'a', args: ['2'] }));
  });
});
