import { printOnly } from './printOnly';

describe('printOnly', () => {
  it('keeps an element and what holds it, and takes the marks away again', () => {
    document.body.innerHTML =
      '<nav id="menu"></nav><main id="main"><header id="head"></header><section id="page"><p id="text"></p></section></main>';
    const restore = printOnly(document.querySelector('#page')!);
    const marks = () =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('[data-naru-print]')].map(
          ({ id, tagName, dataset }) => [
            id || tagName.toLowerCase(),
            dataset.naruPrint,
          ],
        ),
      );
    expect(marks()).toEqual({
      body: 'kept',
      menu: 'hidden',
      main: 'kept',
      head: 'hidden',
      page: 'kept',
    });
    restore();
    expect(marks()).toEqual({});
  });
});
