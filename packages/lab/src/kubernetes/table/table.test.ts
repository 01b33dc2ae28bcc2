import { duration } from './age';
import { findByJsonPath } from './jsonPath';

describe('findByJsonPath', () => {
  const object = {
    metadata: { annotations: { 'a.b/c': 'x' } },
    list: [{ n: 1 }, { n: 2 }],
    status: {
      conditions: [
        { type: 'Ready', status: 'False' },
        { type: 'Paused', status: 'True' },
      ],
    },
  };

  it.each([
    ['.list[0].n', [1]],
    ['.list[-1].n', [2]],
    ['.list[*].n', [1, 2]],
    ['{.list[*].n}', [1, 2]],
    ["['list'][1].n", [2]],
    ['.metadata.annotations.a\\.b/c', ['x']],
    [".metadata.annotations['a.b/c']", ['x']],
    ['.status.conditions[?(@.type=="Paused")].status', ['True']],
    [".status.conditions[?(@.type=='Ready')].status", ['False']],
    ['.list[?(@.n!=1)].n', [2]],
    ['.none.at.all', []],
  ])('finds %s', (path, values) => {
    expect(findByJsonPath(object, path)).toEqual(values);
  });
});

describe('duration', () => {
  it.each([
    [0, '0s'],
    [119, '119s'],
    [120, '2m'],
    [130, '2m10s'],
    [1500, '25m'],
    [11_000, '3h3m'],
    [100_000, '27h'],
    [300_000, '3d11h'],
    [900_000, '10d'],
    [100_000_000, '3y62d'],
  ])('shows %i seconds as kubectl does', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
