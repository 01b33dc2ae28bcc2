import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  createFrontendPlugin,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import type {
  SearchQuery,
  SearchResultSet,
} from '@backstage/plugin-search-common';
import searchPlugin from '@backstage/plugin-search/alpha';
import { searchApiRef } from '@backstage/plugin-search-react';
import { koreanConfig, responseError } from '@naru/plugin-naru-react/testUtils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Button,
  Dialog,
  DialogTrigger,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { useLocation } from 'react-router-dom';
import { searchPaletteApiRef } from '../api/SearchPaletteApi';
import palette from '../index';

const PATIENT = { timeout: 8_000 };

const result = (
  type: string,
  title: string,
  location: string,
  more: object = {},
): SearchResultSet['results'][number] => ({
  type,
  document: { title, text: `Text of ${title}`, location, ...more },
  highlight: {
    preTag: '<x>',
    postTag: '</x>',
    fields: { title: title.replace('web', '<x>web</x>') },
  },
});

const answer: SearchResultSet = {
  numberOfResults: 3,
  results: [
    result(
      'runbook',
      'When web hangs',
      '/docs/default/component/runbooks/en/x#kv-001',
      { caseId: 'KV-001', group: 'KubeVirt', severity: 'major' },
    ),
    result(
      'software-catalog',
      'web-01',
      '/catalog/team1-staging/resource/web-01',
      {
        kind: 'Resource',
        type: 'virtual-machine',
        namespace: 'team1-staging',
        owner: 'team1',
      },
    ),
    result(
      'software-catalog',
      'A web template',
      '/catalog/default/template/web',
      {
        kind: 'Template',
        type: 'service',
        namespace: 'default',
      },
    ),
  ],
};

function Here() {
  const { pathname, search, hash } = useLocation();
  const api = useApi(searchPaletteApiRef);
  return (
    <>
      <output>{`${pathname}${search}${hash}`}</output>
      <button type="button" onClick={() => api.open()}>
        Open the search
      </button>
      <DialogTrigger>
        <Button>Open a drawer</Button>
        <ModalOverlay>
          <Modal>
            <Dialog aria-label="Drawer">
              <Button>In the drawer</Button>
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
      <div
        contentEditable
        suppressContentEditableWarning
        data-testid="editor"
      />
    </>
  );
}

const pages = createFrontendPlugin({
  pluginId: 'pages',
  extensions: ['/', '/catalog', '/docs', '/runbooks'].map((path, index) =>
    PageBlueprint.make({
      name: `page-${index}`,
      params: { path, loader: async () => <Here /> },
    }),
  ),
});

type Ask = (
  query: SearchQuery,
  options?: { signal?: AbortSignal },
) => Promise<SearchResultSet>;

function show(
  query: Ask,
  options: { korean?: boolean; path?: string; person?: string } = {},
) {
  return renderTestApp({
    features: [searchPlugin, palette, pages],
    apis: [
      [searchApiRef, { query }],
      mockApis.identity({
        userEntityRef: options.person ?? 'user:default/dev1',
      }),
    ],
    initialRouteEntries: [options.path ?? '/'],
    ...(options.korean ? { config: koreanConfig } : {}),
  });
}

async function openByKey() {
  await screen.findByRole('button', { name: 'Open the search' }, PATIENT);
  await waitFor(() => {
    if (!screen.queryByRole('dialog')) {
      fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    }
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  }, PATIENT);
  return screen.getByRole('combobox');
}

describe('search', () => {
  jest.setTimeout(30_000);

  it('opens by key with the field ready, and closes by Esc', async () => {
    const user = userEvent.setup();
    show(async () => answer);
    const field = await openByKey();
    expect(field).toHaveFocus();
    expect(
      screen.getByText('Type what you see or look for'),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('leaves Ctrl-K to an editor', async () => {
    show(async () => answer);
    const field = await openByKey();
    expect(field).toBeInTheDocument();
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.keyDown(screen.getByTestId('editor'), {
      key: 'k',
      ctrlKey: true,
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows results by what they are, marked, and says where they belong', async () => {
    const user = userEvent.setup();
    const query = jest.fn<ReturnType<Ask>, Parameters<Ask>>(async () => answer);
    show(query);
    await user.type(await openByKey(), 'web');
    const list = await screen.findByRole('listbox', {}, PATIENT);
    const runbooks = within(list).getByRole('group', { name: 'Runbooks' });
    expect(
      within(runbooks).getByRole('option', { name: /When web hangs/ }),
    ).toHaveTextContent('KV-001 · KubeVirt · Major');
    expect(within(runbooks).getByText('web').tagName).toBe('MARK');
    expect(
      within(list).getByRole('group', { name: 'Catalog' }),
    ).toHaveTextContent(
      'Resource · virtual-machine · team1-staging · owned by team1',
    );
    expect(
      within(list).getByRole('group', { name: 'Templates' }),
    ).toHaveTextContent('A web template');
    expect(query).toHaveBeenLastCalledWith(
      { term: 'web', filters: { language: 'en' }, pageLimit: 40 },
      expect.anything(),
    );
  });

  it('asks once for what is typed at a stretch', async () => {
    const user = userEvent.setup({ delay: null });
    const query = jest.fn<ReturnType<Ask>, Parameters<Ask>>(async () => answer);
    show(query);
    await user.type(await openByKey(), 'web');
    await screen.findByRole('listbox', {}, PATIENT);
    expect(query).toHaveBeenCalledTimes(1);
  });

  it('does not show a late answer to an earlier question', async () => {
    const user = userEvent.setup({ delay: null });
    let answerFirst: (found: SearchResultSet) => void = () => {};
    const signals: AbortSignal[] = [];
    show((query, options) => {
      signals.push(...(options?.signal ? [options.signal] : []));
      return query.term === 'we'
        ? new Promise(resolve => {
            answerFirst = resolve;
          })
        : Promise.resolve(answer);
    });
    const field = await openByKey();
    await user.type(field, 'we');
    await waitFor(() => expect(signals).toHaveLength(1), PATIENT);
    await user.type(field, 'b');
    await screen.findByRole('option', { name: /When web hangs/ }, PATIENT);
    expect(signals[0].aborted).toBe(true);
    answerFirst({ results: [result('techdocs', 'Late', '/docs/late')] });
    await waitFor(() => expect(screen.queryByText('Late')).toBeNull());
  });

  it('is moved through by keys and opens what is chosen', async () => {
    const user = userEvent.setup({ delay: null });
    show(async () => answer);
    const field = await openByKey();
    await user.type(field, 'web');
    const options = await screen.findAllByRole('option', {}, PATIENT);
    expect(field).toHaveAttribute('aria-activedescendant', options[0].id);
    await user.keyboard('{ArrowDown}');
    expect(field).toHaveAttribute('aria-activedescendant', options[1].id);
    expect(options[1]).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(field).toHaveAttribute(
      'aria-activedescendant',
      options[options.length - 1].id,
    );
    await user.keyboard('{ArrowDown}');
    expect(field).toHaveAttribute('aria-activedescendant', options[0].id);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(
      await screen.findByText('/docs/default/component/runbooks/en/x#kv-001'),
    ).toBeInTheDocument();
  });

  it('leaves Home and End to the text', async () => {
    const user = userEvent.setup({ delay: null });
    show(async () => answer);
    const field = await openByKey();
    await user.type(field, 'web');
    const options = await screen.findAllByRole('option', {}, PATIENT);
    await user.keyboard('{Home}x');
    expect(field).toHaveValue('xweb');
    expect(field).toHaveAttribute('aria-activedescendant', options[0].id);
  });

  it('keeps the words of a message of several lines apart', async () => {
    const user = userEvent.setup({ delay: null });
    show(async () => answer);
    const field = await openByKey();
    await user.type(field, 'in: ');
    await user.paste('no such host\r\nWarning  Failed\n');
    expect(field).toHaveValue('in: no such host Warning Failed');
  });

  it('takes the keys over a drawer, and gives them back', async () => {
    const user = userEvent.setup({ delay: null });
    show(async () => answer);
    await user.click(
      await screen.findByRole('button', { name: 'Open a drawer' }, PATIENT),
    );
    const drawer = await screen.findByRole('button', { name: 'In the drawer' });
    await user.click(drawer);
    await waitFor(() => {
      if (!screen.queryByRole('combobox')) {
        fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
      }
      expect(screen.getByRole('combobox')).toHaveFocus();
    }, PATIENT);
    await user.keyboard('web{Escape}');
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
    await waitFor(() =>
      expect(screen.getByRole('dialog', { name: 'Drawer' })).toContainElement(
        document.activeElement as HTMLElement,
      ),
    );
  });

  it('leaves Enter to the input method while a syllable is put together', async () => {
    const user = userEvent.setup({ delay: null });
    show(async () => answer);
    const field = await openByKey();
    await user.type(field, 'web');
    await screen.findAllByRole('option', {}, PATIENT);
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Process', keyCode: 229 });
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('searches in one place when it is chosen', async () => {
    const user = userEvent.setup({ delay: null });
    const query = jest.fn<ReturnType<Ask>, Parameters<Ask>>(async () => answer);
    show(query);
    await user.type(await openByKey(), 'web');
    await screen.findAllByRole('option', {}, PATIENT);
    await user.click(screen.getByRole('radio', { name: 'Templates' }));
    await waitFor(
      () =>
        expect(query).toHaveBeenLastCalledWith(
          {
            term: 'web',
            types: ['software-catalog'],
            filters: { kind: 'Template', language: 'en' },
            pageLimit: 40,
          },
          expect.anything(),
        ),
      PATIENT,
    );
  });

  it('remembers for each person, and forgets', async () => {
    const user = userEvent.setup({ delay: null });
    const first = show(async () => answer);
    await user.type(await openByKey(), 'web');
    await screen.findAllByRole('option', {}, PATIENT);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await openByKey();
    expect(
      await screen.findByRole('group', { name: 'Recently opened' }, PATIENT),
    ).toHaveTextContent('When web hangs');
    expect(
      screen.getByRole('group', { name: 'Recent searches' }),
    ).toHaveTextContent('web');
    first.unmount();

    const other = show(async () => answer, { person: 'user:default/dev2' });
    await openByKey();
    expect(
      await screen.findByText('Type what you see or look for', {}, PATIENT),
    ).toBeInTheDocument();
    other.unmount();

    show(async () => answer);
    await openByKey();
    await user.click(
      await screen.findByRole('button', { name: 'Forget these' }, PATIENT),
    );
    expect(
      await screen.findByText('Type what you see or look for', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it('helps when nothing is found', async () => {
    const user = userEvent.setup({ delay: null });
    show(async () => ({ results: [], numberOfResults: 0 }));
    await user.type(await openByKey(), 'qqq');
    expect(
      await screen.findByText('Nothing found for “qqq”', {}, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All runbooks' })).toHaveAttribute(
      'href',
      '/runbooks',
    );
  });

  it('tells apart why there is no answer, and asks again', async () => {
    const user = userEvent.setup({ delay: null });
    const forbidden = await responseError(403, 'NotAllowedError', 'Denied');
    const preparing = await responseError(
      500,
      'MissingIndexError',
      'Nothing is indexed yet of runbook',
    );
    const query = jest
      .fn<ReturnType<Ask>, Parameters<Ask>>()
      .mockRejectedValueOnce(preparing)
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockRejectedValue(forbidden);
    show(query);
    await user.type(await openByKey(), 'web');
    const alert = () => screen.findByRole('alert', {}, PATIENT);
    expect(await alert()).toHaveTextContent('The search is being prepared');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('The search does not answer', {}, PATIENT),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('You may not search', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it('speaks Korean', async () => {
    const user = userEvent.setup({ delay: null });
    const query = jest.fn<ReturnType<Ask>, Parameters<Ask>>(async () => answer);
    show(query, { korean: true });
    await user.type(await openByKey(), '웹');
    expect(
      await screen.findByRole('group', { name: '런북' }, PATIENT),
    ).toHaveTextContent('심각');
    expect(query).toHaveBeenLastCalledWith(
      expect.objectContaining({ filters: { language: 'ko' } }),
      expect.anything(),
    );
  });

  it('has a page that reads the address and turns pages', async () => {
    const user = userEvent.setup({ delay: null });
    const query = jest.fn<ReturnType<Ask>, Parameters<Ask>>(
      async ({ pageCursor }) => ({
        ...answer,
        nextPageCursor: pageCursor ? undefined : 'two',
      }),
    );
    show(query, { path: '/search?query=web&types[]=runbook' });
    expect(
      await screen.findByRole('link', { name: /When web hangs/ }, PATIENT),
    ).toHaveAttribute('href', '/docs/default/component/runbooks/en/x#kv-001');
    expect(screen.getByRole('searchbox')).toHaveValue('web');
    expect(screen.getByRole('radio', { name: 'Runbooks' })).toBeChecked();
    expect(query).toHaveBeenLastCalledWith(
      {
        term: 'web',
        types: ['runbook'],
        filters: { language: 'en' },
        pageLimit: 20,
      },
      expect.anything(),
    );
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('Page 2', {}, PATIENT)).toBeInTheDocument();
    await waitFor(
      () =>
        expect(query).toHaveBeenLastCalledWith(
          expect.objectContaining({ pageCursor: 'two' }),
          expect.anything(),
        ),
      PATIENT,
    );
  });

  it('keeps what is typed on the page in the address', async () => {
    const user = userEvent.setup({ delay: null });
    const query = jest.fn<ReturnType<Ask>, Parameters<Ask>>(async () => answer);
    show(query, { path: '/search?query=web' });
    const field = await screen.findByRole('searchbox', {}, PATIENT);
    await user.type(field, ' server');
    await user.click(screen.getByRole('radio', { name: 'Docs' }));
    await waitFor(
      () =>
        expect(query).toHaveBeenLastCalledWith(
          expect.objectContaining({ term: 'web server', types: ['techdocs'] }),
          expect.anything(),
        ),
      PATIENT,
    );
    expect(field).toHaveValue('web server');
  });
});
