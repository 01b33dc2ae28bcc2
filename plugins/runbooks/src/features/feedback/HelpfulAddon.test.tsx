import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  techdocsApiRef,
  TechDocsReaderPageProvider,
  useTechDocsReaderPage,
} from '@backstage/plugin-techdocs-react';
import { runbooksApiRef } from '@naru/plugin-runbooks-react';
import { caseSummary } from '@naru/plugin-runbooks-react/testUtils';
import { waitFor, within } from '@testing-library/react';
import { useEffect } from 'react';
import { HelpfulAddon } from './HelpfulAddon';

const runbooksApiMock = createApiMock(runbooksApiRef, () => ({
  match: jest.fn(),
  listCases: jest.fn(),
  getCase: jest.fn(),
  sendFeedback: jest.fn(),
  listFeedback: jest.fn(),
}));

const techdocsApiMock = createApiMock(techdocsApiRef, () => ({
  getCookie: jest.fn(),
  getApiOrigin: jest.fn(),
  getTechDocsMetadata: jest.fn(),
  getEntityMetadata: jest.fn(),
}));

/** Opens a page of the documentation of the component `name`, with one case and another heading. */
function open(name: string) {
  const host = document.createElement('div');
  document.body.append(host);
  const shadowRoot = host.attachShadow({ mode: 'open' });
  shadowRoot.innerHTML =
    '<div><article><h2 id="kv-008">Import hangs</h2><p>Text</p><h2 id="notes">Notes</h2></article></div>';
  const listCases = jest.fn(async () => ({
    cases: [caseSummary({ title: 'Import hangs' })],
    faults: [],
  }));

  function Page() {
    const page = useTechDocsReaderPage();
    const { setShadowRoot } = page;
    useEffect(() => setShadowRoot(shadowRoot), [setShadowRoot]);
    return page.shadowRoot ? <HelpfulAddon /> : null;
  }

  renderInTestApp(
    <TechDocsReaderPageProvider
      entityRef={{ kind: 'Component', namespace: 'default', name }}
    >
      <Page />
    </TechDocsReaderPageProvider>,
    {
      apis: [runbooksApiMock({ listCases }), techdocsApiMock()],
      initialRouteEntries: [`/docs/default/component/${name}/en/a/b`],
    },
  );
  const article = shadowRoot.querySelector('article')!;
  return { article, listCases };
}

describe('HelpfulAddon', () => {
  it('asks at the end of each case of a page of runbooks', async () => {
    const { article } = open('runbooks');
    const question = await within(article).findByRole('group', {
      name: 'Was “Import hangs” helpful?',
    });
    expect(question.closest('article')?.textContent).toMatch(
      /Text.*Was “Import hangs” helpful\?.*Notes/s,
    );
    expect(within(article).getAllByRole('group')).toHaveLength(1);
  });

  it('leaves other documentation as it is', async () => {
    const { article, listCases } = open('shop');
    await waitFor(() => expect(listCases).toHaveBeenCalled());
    expect(within(article).queryByRole('group')).toBeNull();
  });
});
