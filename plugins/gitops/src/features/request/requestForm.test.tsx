import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  scaffolderApiRef,
  type TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import type { ChangePreview as Preview } from '@naru/plugin-gitops-common';
import {
  checkedFieldValidation,
  IncompleteFormError,
  previewApiRef,
  type PreviewApi,
} from '@naru/plugin-naru-react';
import {
  changePreview,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { ChangePreview } from './ChangePreview';
import { changePreviewValidation } from './changePreviewValidation';
import { CheckedField } from './CheckedField';

const PATH = '/create/templates/default/helm-app';
const PATIENT = { timeout: 8_000 };

const checked = (parameter: string) => ({
  'ui:field': 'CheckedField',
  'ui:options': { parameter },
});

const form: TemplateParameterSchema = {
  title: 'Web service',
  steps: [
    {
      title: 'The service',
      schema: {
        required: ['name'],
        properties: {
          name: {
            title: 'Name',
            description: 'Letters and digits.',
            type: 'string',
            ...checked('name'),
          },
          port: {
            title: 'Port',
            type: 'integer',
            default: 8080,
            ...checked('port'),
          },
          size: {
            title: 'Size',
            type: 'string',
            default: 'S',
            enum: ['S', 'M'],
            enumNames: ['Small', 'Middling'],
            'ui:enumNames': ['Small', 'Middling'],
            ...checked('size'),
          },
          zone: {
            title: 'Zone',
            type: 'string',
            default: 'a',
            oneOf: [
              { const: 'a', title: 'Zone A' },
              { const: 'b', title: 'Zone B' },
            ],
            ...checked('zone'),
          },
          metrics: {
            title: 'Metrics',
            type: 'boolean',
            default: true,
            ...checked('metrics'),
          },
          env: {
            title: 'Settings',
            type: 'array',
            items: {
              type: 'object',
              properties: { key: { title: 'Key', type: 'string' } },
            },
            ...checked('env'),
          },
          storage: {
            title: 'Storage',
            type: 'object',
            properties: { gib: { title: 'GiB', type: 'integer' } },
            ...checked('storage'),
          },
        },
      },
    },
    {
      title: 'Preview',
      schema: {
        properties: {
          preview: {
            title: 'Preview',
            type: 'null',
            'ui:field': 'ChangePreview',
            'ui:backstage': { review: { show: false } },
          },
        },
      },
    },
  ],
};

type Extensions = ComponentProps<typeof Stepper>['extensions'];

const extensions = [
  {
    name: 'CheckedField',
    component: CheckedField,
    validation: checkedFieldValidation(),
  },
  {
    name: 'ChangePreview',
    component: ChangePreview,
    validation: changePreviewValidation,
  },
] as Extensions;

/** Opens the form on a preview that a test answers. */
function open(
  preview: PreviewApi['preview'],
  options: { korean?: boolean; values?: Record<string, string> } = {},
) {
  window.history.pushState({}, '', PATH);
  // The scaffolder scrolls up on each page.
  window.scrollTo = jest.fn();
  window.HTMLElement.prototype.scrollIntoView = jest.fn();
  const onCreate = jest.fn();
  renderInTestApp(
    <Stepper
      manifest={form}
      extensions={extensions}
      onCreate={onCreate}
      initialState={options.values}
    />,
    {
      apis: [
        [previewApiRef, { preview }],
        [
          scaffolderApiRef,
          { getTemplateParameterSchema: async () => form } as never,
        ],
      ],
      initialRouteEntries: [PATH],
      ...(options.korean ? { config: koreanConfig } : {}),
    },
  );
  return { user: userEvent.setup(), onCreate };
}

const answering = (answer: Preview) =>
  jest.fn<Promise<Preview>, Parameters<PreviewApi['preview']>>(
    async () => answer,
  );

const fault = {
  rule: 'VAL-023',
  severity: 'refuse' as const,
  path: 'apps/shop/values.yaml',
  parameter: 'name',
  message: 'The name shop is taken',
  messageKo: 'shop이라는 이름은 이미 있습니다',
};

const next = () => screen.getByRole('button', { name: /Next/ });
const review = () => screen.getByRole('button', { name: /Review/ });

/** Fills in the first page and goes on to the preview. */
async function toPreview(user: ReturnType<typeof userEvent.setup>) {
  await user.type(
    await screen.findByRole('textbox', { name: /Name/ }, PATIENT),
    'shop',
  );
  await user.click(next());
}

describe('CheckedField', () => {
  jest.setTimeout(60_000);
  afterEach(() => window.history.pushState({}, '', '/'));

  it('looks like the question without it, whatever its type', async () => {
    open(answering(changePreview()));
    expect(
      await screen.findByRole('textbox', { name: /Name/ }, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByText('Letters and digits.')).toBeInTheDocument();
    expect(screen.getByRole('spinbutton', { name: /Port/ })).toHaveValue(8080);
    expect(screen.getByText('Small')).toBeInTheDocument();
    expect(screen.getByText('Zone A')).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: /Metrics/ })).toBeChecked();
    expect(screen.getByText('Settings')).toBeInTheDocument();
    expect(screen.getByRole('spinbutton', { name: /GiB/ })).toBeInTheDocument();
  });

  it('keeps the type of the answer', async () => {
    const preview = answering(changePreview());
    const { user } = open(preview);
    const port = await screen.findByRole(
      'spinbutton',
      { name: /Port/ },
      PATIENT,
    );
    await user.clear(port);
    await user.type(port, '3000');
    await toPreview(user);
    await screen.findByText(/This opens a pull request/, {}, PATIENT);
    expect(preview).toHaveBeenLastCalledWith(
      {
        templateRef: 'template:default/helm-app',
        values: expect.objectContaining({
          name: 'shop',
          port: 3000,
          size: 'S',
          zone: 'a',
          metrics: true,
        }),
      },
      expect.anything(),
    );
  });

  it("shows the server's fault beside the question, and stays on the page", async () => {
    const { user } = open(answering(changePreview({ faults: [fault] })));
    await toPreview(user);
    expect(
      await screen.findByText("'Name' The name shop is taken", {}, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByText('The name shop is taken')).toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: /Name/ })).toBeInvalid();
  });

  it('says what the server remarks while the person is still on the page', async () => {
    const { user } = open(
      answering(
        changePreview({
          faults: [
            { ...fault, severity: 'warn', parameter: 'port', message: 'Odd' },
            { ...fault, parameter: 'zone', message: 'Zone A is full' },
          ],
        }),
      ),
    );
    await user.type(
      await screen.findByRole('textbox', { name: /Name/ }, PATIENT),
      'shop',
    );
    expect(await screen.findByText('Odd', {}, PATIENT)).toBeInTheDocument();
    expect(
      await screen.findByText('Zone A is full', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it('goes on when the preview cannot be reached', async () => {
    const { user } = open(
      jest.fn().mockRejectedValue(new TypeError('Failed to fetch')),
    );
    await toPreview(user);
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'There is no preview now',
    );
    await user.click(review());
    expect(
      await screen.findByRole('button', { name: 'Create' }, PATIENT),
    ).toBeInTheDocument();
  });
});

describe('ChangePreview', () => {
  jest.setTimeout(60_000);
  afterEach(() => window.history.pushState({}, '', '/'));

  it('shows the files, the change in them and what comes of them', async () => {
    const { user } = open(
      answering(
        changePreview({
          files: [
            { path: 'apps/shop/values.yaml', after: 'port: 8080\n' },
            {
              path: 'argocd/shop.yaml',
              before: 'a: 1\n',
              after: 'a: 2\n',
            },
          ],
          diff: '--- /dev/null\n+++ b/apps/shop/values.yaml\n@@ -0,0 +1,1 @@\n+port: 8080\n--- a/argocd/shop.yaml\n+++ b/argocd/shop.yaml\n@@ -1,1 +1,1 @@\n-a: 1\n+a: 2\n',
          renderings: [
            {
              title: 'staging',
              application: 'shop-staging',
              namespace: 'team1-staging',
              manifests:
                'kind: Service\nmetadata:\n  name: shop\n---\nkind: Deployment\nmetadata:\n  name: shop\n',
            },
            {
              title: 'production',
              application: 'shop-production',
              namespace: 'team1-production',
              unavailable: 'no-helm',
            },
          ],
          changeRequest: { number: 12, url: 'https://git.example.com/12' },
        }),
      ),
    );
    await toPreview(user);
    expect(
      await screen.findByText(
        /This changes 2 files in the pull request/,
        {},
        PATIENT,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Pull request #12/ }),
    ).toHaveAttribute('href', 'https://git.example.com/12');

    expect(screen.getByLabelText('argocd/shop.yaml')).toHaveTextContent(
      '@@ -1,1 +1,1 @@ -a: 1 +a: 2',
    );
    expect(
      screen.queryByLabelText('apps/shop/values.yaml'),
    ).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: /apps\/shop\/values.yaml/ }),
    );
    expect(screen.getByLabelText('apps/shop/values.yaml')).toHaveTextContent(
      'port: 8080',
    );

    const panel = screen.getByRole('tabpanel');
    expect(panel).toHaveTextContent(
      'Application shop-staging, namespace team1-staging',
    );
    await user.click(within(panel).getByRole('button', { name: /Deployment/ }));
    expect(screen.getByLabelText('Deployment shop')).toHaveTextContent(
      'kind: Deployment',
    );
    await user.click(
      within(panel).getByRole('button', {
        name: 'Copy all manifests of staging',
      }),
    );
    expect(await within(panel).findByText('Copied')).toBeInTheDocument();

    await user.click(screen.getByRole('tab', { name: 'production' }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent(
      'There is no helm where the portal runs',
    );
  });

  it('keeps the form from the review until what the server refuses is corrected', async () => {
    const refused = { ...fault, parameter: undefined, field: 'replicas' };
    const faults = [refused, refused];
    const preview = answering(changePreview({ faults }));
    const { user } = open(preview);
    await toPreview(user);
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'One thing to correctThe name shop is takenapps/shop/values.yaml · replicas',
    );
    await user.click(review());
    expect(
      await screen.findByText("'Preview' Correct first what is named here"),
    ).toBeInTheDocument();

    preview.mockImplementation(async () => changePreview());
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(
      await screen.findByText(/This opens a pull request/),
    ).toBeInTheDocument();
    await user.click(review());
    expect(
      await screen.findByRole('button', { name: 'Create' }, PATIENT),
    ).toBeInTheDocument();
  });

  it('leads back to the question', async () => {
    const preview = answering(changePreview());
    const { user } = open(preview);
    await toPreview(user);
    await screen.findByText(/This opens a pull request/, {}, PATIENT);
    preview.mockImplementation(async () => changePreview({ faults: [fault] }));
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    await user.click(
      await screen.findByRole('button', { name: 'Go to “Name”' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /Name/ })).toHaveFocus(),
    );
  });

  it('leaves the preview itself out of the review', async () => {
    const { user } = open(answering(changePreview()));
    await toPreview(user);
    await screen.findByText(/This opens a pull request/, {}, PATIENT);
    await user.click(review());
    await screen.findByRole('button', { name: 'Create' }, PATIENT);
    const rows = screen
      .getAllByRole('row')
      .map(row => row.textContent?.replace(/\s+/g, ' '));
    expect(rows).toContain('SizeSmall');
    expect(rows.join()).not.toMatch(/preview/i);
  });

  it('says that nothing would change', async () => {
    const { user } = open(
      answering(
        changePreview({
          files: [{ path: 'a.yaml', before: 'a\n', after: 'a\n' }],
          diff: '',
        }),
      ),
    );
    await toPreview(user);
    expect(
      await screen.findByText(/nothing changes/, {}, PATIENT),
    ).toBeInTheDocument();
  });

  it.each([
    [403, 'You may not ask for this'],
    [503, 'There is no preview now'],
    [500, 'The preview failed'],
  ])('tells status %d apart', async (status, title) => {
    const error = await responseError(status, 'SomeError', 'because');
    const { user } = open(jest.fn().mockRejectedValue(error));
    await toPreview(user);
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      title,
    );
  });

  it('asks for what is missing', async () => {
    const { user } = open(
      jest.fn().mockRejectedValue(new IncompleteFormError("Page 'X' is empty")),
    );
    await toPreview(user);
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      "The form is not filled in yetGo back and answer what is missing.Page 'X' is empty",
    );
  });

  it('speaks Korean', async () => {
    const { user } = open(
      answering(
        changePreview({ faults: [{ ...fault, parameter: undefined }] }),
      ),
      { korean: true },
    );
    await toPreview(user);
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      '고쳐야 할 항목 1개shop이라는 이름은 이미 있습니다',
    );
    expect(screen.getByText('Git 파일')).toBeInTheDocument();
    await user.click(review());
    expect(
      await screen.findByText('여기에 표시된 항목 1개를 먼저 고치세요'),
    ).toBeInTheDocument();
  });
});
