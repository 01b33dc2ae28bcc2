import { placesOfCases } from './placesOfCases';

describe('placesOfCases', () => {
  it('makes a place at the end of each case', () => {
    const page = document.createElement('article');
    page.innerHTML =
      '<h1 id="page">Page</h1><h2 id="kv-008">A</h2><p>one</p><h3 id="x">Check</h3><p>two</p><h2 id="kv-009">B</h2><p>three</p><h2 id="notes">Notes</h2><p>four</p>';
    const places = placesOfCases(
      [...page.querySelectorAll<HTMLElement>('h2[id]')],
      anchor => anchor.startsWith('kv-'),
    );
    expect(
      places.map(({ anchor, element }) => [
        anchor,
        element.previousElementSibling?.textContent,
        element.nextElementSibling?.id,
      ]),
    ).toEqual([
      ['kv-008', 'two', 'kv-009'],
      ['kv-009', 'three', 'notes'],
    ]);
  });
});
