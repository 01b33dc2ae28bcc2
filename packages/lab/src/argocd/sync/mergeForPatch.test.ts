import { mergeForPatch } from './mergeForPatch';

describe('mergeForPatch', () => {
  it('sends what differs and takes back what was sent before', () => {
    expect(
      mergeForPatch({
        previous: { data: { a: '1', b: '1' }, gone: true },
        desired: { data: { a: '2' } },
        live: { data: { a: '1', b: '1', mine: '1' }, gone: true },
        strategic: false,
      }),
    ).toEqual({ data: { a: '2', b: null }, gone: null });
  });

  it('sends nothing when nothing differs', () => {
    const object = { spec: { list: [1, 2] } };
    expect(
      mergeForPatch({
        previous: object,
        desired: object,
        live: { ...object, status: {} },
        strategic: false,
      }),
    ).toEqual({});
  });

  it('names the entries of strategic lists that are to go', () => {
    expect(
      mergeForPatch({
        previous: { env: [{ name: 'a' }, { name: 'b' }] },
        desired: { env: [{ name: 'b', value: '1' }] },
        live: { env: [{ name: 'a' }, { name: 'b' }, { name: 'injected' }] },
        strategic: true,
      }),
    ).toEqual({
      env: [
        { name: 'b', value: '1' },
        { $patch: 'delete', name: 'a' },
      ],
    });
  });
});
