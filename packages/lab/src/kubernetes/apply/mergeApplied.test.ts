import type { Schema } from '../schema/Schema';
import { FieldSet } from './FieldSet';
import { mergeApplied, removeFields } from './mergeApplied';

const SCHEMA: Schema = {
  type: 'object',
  properties: {
    atomic: { type: 'array', items: { type: 'string' } },
    set: {
      type: 'array',
      items: { type: 'string' },
      'x-kubernetes-list-type': 'set',
    },
    crew: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: { type: 'object', properties: { name: { type: 'string' } } },
    },
  },
};

const crew = (...names: string[]) => ({ crew: names.map(name => ({ name })) });

describe('mergeApplied', () => {
  it('replaces what is owned as a whole and merges sets', () => {
    expect(
      mergeApplied(
        { atomic: ['a'], set: ['a', 'b'] },
        { atomic: ['c'], set: ['b', 'c'] },
        SCHEMA,
      ),
    ).toEqual({ atomic: ['c'], set: ['a', 'b', 'c'] });
  });

  it.each([
    [['a', 'b'], ['c'], ['a', 'b', 'c']],
    [
      ['a', 'b', 'c'],
      ['c', 'a'],
      ['b', 'c', 'a'],
    ],
    [
      ['a', 'x', 'b'],
      ['a', 'b'],
      ['a', 'x', 'b'],
    ],
    [[], ['a'], ['a']],
  ])('orders %j under %j as the real server does', (live, applied, merged) => {
    expect(mergeApplied(crew(...live), crew(...applied), SCHEMA)).toEqual(
      crew(...merged),
    );
  });

  it('merges the fields of an item that both have', () => {
    expect(
      mergeApplied(
        { crew: [{ name: 'a', rank: 'mate' }] },
        { crew: [{ name: 'a', age: 4 }] },
        SCHEMA,
      ),
    ).toEqual({ crew: [{ name: 'a', rank: 'mate', age: 4 }] });
  });

  it('takes out items and fields by their path', () => {
    const fields = FieldSet.fromJson({
      'f:set': { 'v:"a"': {} },
      'f:crew': { 'k:{"name":"a"}': { 'f:rank': {} } },
    });
    expect(
      removeFields(
        { set: ['a', 'b'], crew: [{ name: 'a', rank: 'mate' }] },
        fields,
        SCHEMA,
      ),
    ).toEqual({ set: ['b'], crew: [{ name: 'a' }] });
  });
});
