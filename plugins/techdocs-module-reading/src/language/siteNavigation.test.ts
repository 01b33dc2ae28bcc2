import {
  isBilingual,
  listedPages,
  showLanguage,
  translateFrame,
} from './siteNavigation';

const entity = { namespace: 'default', kind: 'component', name: 'runbooks' };
const base = 'http://localhost/docs/default/component/runbooks';

/** The elements of Material for MkDocs, as they are in the reader. */
function site(): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = `
    <nav class="md-nav md-nav--primary"><ul class="md-nav__list">
      <li class="md-nav__item" id="first"><a class="md-nav__link" href="${base}/">Runbooks</a></li>
      <li class="md-nav__item" id="english"><a class="md-nav__link" href="${base}/en/">Overview</a>
        <ul><li class="md-nav__item"><a class="md-nav__link" href="${base}/en/gitops/">GitOps</a></li></ul></li>
      <li class="md-nav__item" id="korean"><a class="md-nav__link" href="${base}/ko/">개요</a>
        <nav class="md-nav--secondary"><label class="md-nav__title"><span></span> Table of contents </label>
        <a class="md-nav__link" href="${base}/ko/#a">A</a></nav></li>
      <li class="md-nav__item" id="outside"><a class="md-nav__link" href="https://example.com/en/">Out</a></li>
    </ul></nav>
    <a class="md-footer__link" id="previous" href="${base}/en/gitops/" aria-label="Previous: GitOps"><span class="md-footer__direction"> Previous </span></a>
    <a class="md-footer__link" id="next" href="${base}/ko/" aria-label="Next: 개요"><span class="md-footer__direction">Next</span></a>`;
  return root;
}

const hidden = (root: ParentNode) =>
  [...root.querySelectorAll<HTMLElement>('[id]')]
    .filter(({ style }) => style.display === 'none')
    .map(({ id }) => id);

describe('siteNavigation', () => {
  it('lists the pages of the site and tells whether there are two languages', () => {
    const pages = listedPages(site(), entity);
    expect([...pages]).toEqual(['', 'en/', 'en/gitops/', 'ko/']);
    expect(isBilingual(pages)).toBe(true);
    expect(isBilingual(new Set(['', 'en/', 'korea/']))).toBe(false);
  });

  it('leaves one language in the navigation and at the foot', () => {
    const root = site();
    showLanguage(root, 'en', entity);
    expect(hidden(root)).toEqual(['first', 'korean', 'next']);
    showLanguage(root, 'ko', entity);
    expect(hidden(root)).toEqual(['first', 'english', 'previous']);
  });

  it('writes the words around a page in Korean', () => {
    const root = site();
    translateFrame(root);
    expect(root.querySelector('.md-nav__title')!.textContent).toContain('목차');
    expect(
      [...root.querySelectorAll('.md-footer__link')].map(link => [
        link.getAttribute('aria-label'),
        link.textContent,
      ]),
    ).toEqual([
      ['이전: GitOps', '이전'],
      ['다음: 개요', '다음'],
    ]);
  });
});
