import { piecesOf, resultRow } from './resultRow';

describe('resultRow', () => {
  it('takes marks apart', () => {
    expect(piecesOf('a <b>c</b> <b>d</b>', '<b>', '</b>')).toEqual([
      { text: 'a ', isFound: false },
      { text: 'c', isFound: true },
      { text: ' ', isFound: false },
      { text: 'd', isFound: true },
    ]);
    expect(piecesOf('plain', '', '')).toEqual([
      { text: 'plain', isFound: false },
    ]);
    expect(piecesOf('', '', '')).toEqual([]);
  });

  it('says of a change request how far it is and whose it is', () => {
    const { facts, category } = resultRow({
      type: 'change-request',
      document: {
        title: 'Virtual machine web-01',
        text: '',
        location: '/changes/platform?branch=x',
        ...{
          state: 'merged',
          branch: 'naru/vm/web-01',
          requester: 'user:default/dev1',
        },
      },
    });
    expect(category).toBe('request');
    expect(facts).toEqual([
      { state: 'merged' },
      { text: 'naru/vm/web-01' },
      { text: 'dev1' },
    ]);
  });

  it('shows a result of a type that it does not know', () => {
    expect(
      resultRow({
        type: 'adr',
        document: { title: 'A', text: 'B', location: '/adr/1' },
      }),
    ).toEqual({
      category: 'other',
      href: '/adr/1',
      title: 'A',
      titlePieces: [{ text: 'A', isFound: false }],
      textPieces: [{ text: 'B', isFound: false }],
      facts: [],
    });
  });
});
