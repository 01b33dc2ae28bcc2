import { counterpart, pagePlace } from './pagePlace';

const runbooks = { namespace: 'default', kind: 'component', name: 'runbooks' };

describe('pagePlace', () => {
  it.each([
    ['/docs/default/component/runbooks', '', undefined],
    ['/docs/default/Component/runbooks/', '', undefined],
    ['/docs/default/component/runbooks/ko', 'ko/', 'ko'],
    [
      '/docs/default/component/runbooks/en/gitops/helm',
      'en/gitops/helm/',
      'en',
    ],
    [
      '/docs/default/component/runbooks/en/gitops/index.html',
      'en/gitops/',
      'en',
    ],
    ['/docs/default/component/runbooks/english/x/', 'english/x/', undefined],
    ['/catalog/default/component/runbooks/docs/ko/a/', 'ko/a/', 'ko'],
    ['/portal/docs/default/component/runbooks/en/', 'en/', 'en'],
  ])('reads %s', (pathname, path, language) => {
    expect(pagePlace(pathname, runbooks)).toMatchObject({ path, language });
  });

  it('knows the first page of the site', () => {
    expect(
      pagePlace('/catalog/default/component/runbooks/docs/ko/a/', runbooks)
        ?.base,
    ).toBe('/catalog/default/component/runbooks/docs/');
  });

  it.each([
    '/docs/default/component/other/en/',
    '/docs/default/component/runbooks-2/en/',
    '/catalog/default/component/runbooks/kubernetes',
  ])('knows that %s is of something else', pathname => {
    expect(pagePlace(pathname, runbooks)).toBeUndefined();
  });
});

describe('counterpart', () => {
  const pages = new Set(['en/', 'en/gitops/', 'en/gitops/helm/', 'ko/']);

  it('is the same page where it is there', () => {
    expect(counterpart('ko/gitops/helm/', 'en', pages)).toEqual({
      path: 'en/gitops/helm/',
      exact: true,
    });
    expect(counterpart('en/', 'ko', pages)).toEqual({
      path: 'ko/',
      exact: true,
    });
  });

  it('is the nearest page above where it is not', () => {
    expect(counterpart('ko/gitops/new/', 'en', pages)).toEqual({
      path: 'en/gitops/',
      exact: false,
    });
    expect(counterpart('en/gitops/helm/', 'ko', pages)).toEqual({
      path: 'ko/',
      exact: false,
    });
  });

  it('is any page of a language without overview, and none of a language without pages', () => {
    expect(counterpart('en/a/', 'ko', new Set(['en/a/', 'ko/b/']))).toEqual({
      path: 'ko/b/',
      exact: false,
    });
    expect(counterpart('en/a/', 'ko', new Set(['en/a/']))).toBeUndefined();
  });
});
