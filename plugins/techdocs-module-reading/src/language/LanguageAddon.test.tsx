import { renderInTestApp } from '@backstage/frontend-test-utils';
import { useTechDocsReaderPage } from '@backstage/plugin-techdocs-react';
import { screen, waitFor, within } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { LanguageAddon } from './LanguageAddon';

jest.mock('@backstage/plugin-techdocs-react', () => ({
  ...jest.requireActual('@backstage/plugin-techdocs-react'),
  useTechDocsReaderPage: jest.fn(),
  useShadowRootElements: jest.fn((selectors: string[]) => [
    ...document
      .querySelector('#site')!
      .shadowRoot!.querySelectorAll(selectors.join()),
  ]),
}));

const base = '/docs/default/component/runbooks';

function Where() {
  const { pathname, hash } = useLocation();
  return <output>{`${pathname}${hash}`}</output>;
}

describe('LanguageAddon', () => {
  afterEach(() => document.body.replaceChildren());

  const open = (path: string, paths: string[]) => {
    const host = document.createElement('div');
    host.id = 'site';
    const shadowRoot = host.attachShadow({ mode: 'open' });
    shadowRoot.innerHTML = `<nav class="md-nav--primary"><ul class="md-nav__list">${paths
      .map(
        page =>
          `<li class="md-nav__item"><a class="md-nav__link" href="${base}/${page}">${page}</a></li>`,
      )
      .join(
        '',
      )}</ul></nav><article class="md-content__inner"><h2 id="kv-008">Case</h2><h3 id="what-you-see">What</h3></article>`;
    document.body.append(host);
    jest.mocked(useTechDocsReaderPage).mockReturnValue({
      entityRef: { kind: 'component', namespace: 'default', name: 'runbooks' },
      shadowRoot,
    } as ReturnType<typeof useTechDocsReaderPage>);
    renderInTestApp(
      <>
        <LanguageAddon />
        <Where />
      </>,
      { initialRouteEntries: [`${base}/${path}`] },
    );
    return shadowRoot;
  };

  it('leads to the same page and case in the other language', async () => {
    const root = open('en/gitops/helm/#what-you-see', [
      'en/gitops/helm/',
      'ko/gitops/helm/',
    ]);
    const nav = await screen.findByRole('navigation', {
      name: 'Language of this page',
    });
    expect(within(nav).getByText('English')).toHaveAttribute('aria-current');
    expect(within(nav).getByRole('link', { name: '한국어' })).toHaveAttribute(
      'href',
      `${base}/ko/gitops/helm/#kv-008`,
    );
    expect(root.querySelector('article')).toHaveAttribute('lang', 'en');
  });

  it('says when the other language lacks the page, and leads to the nearest', async () => {
    open('en/gitops/helm/', ['en/gitops/helm/', 'ko/gitops/', 'ko/']);
    expect(
      await screen.findByText(
        'not there in Korean; leads to the nearest page that is',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '한국어' })).toHaveAttribute(
      'href',
      `${base}/ko/gitops/`,
    );
  });

  it("leads from the first page to the person's language", async () => {
    open('', ['', 'en/', 'ko/']);
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(`${base}/en/`),
    );
  });

  it('stays away from sites in one language', async () => {
    open('guide/', ['', 'guide/']);
    expect(await screen.findByRole('status')).toHaveTextContent(
      `${base}/guide/`,
    );
    expect(screen.queryByRole('navigation')).toBeNull();
  });
});
