import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { previewApiRef } from '@naru/plugin-naru-react';
import {
  changePreview,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import {
  FakeRunbooks,
  matchedCase,
} from '@naru/plugin-runbooks-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import {
  projectList,
  repositoryList,
  tagList,
} from '../../__fixtures__/images';
import { harborApiRef, type HarborApi } from '../../api/HarborApi';
import { HarborImageField } from './HarborImageField';
import { harborImageValidation } from './harborImageValidation';

const PATH = '/create/templates/default/helm-app';
const PATIENT = { timeout: 8_000 };

const form: TemplateParameterSchema = {
  title: 'Web service',
  steps: [
    {
      title: 'The service',
      schema: {
        required: ['image'],
        properties: {
          owner: { title: 'Owner', type: 'string' },
          image: {
            title: 'Image',
            description: 'What runs.',
            type: 'object',
            required: ['repository', 'tag'],
            properties: {
              repository: { type: 'string' },
              tag: { type: 'string' },
            },
            'ui:field': 'HarborImage',
          },
        },
      },
    },
  ],
};

const extensions = [
  {
    name: 'HarborImage',
    component: HarborImageField,
    validation: harborImageValidation,
  },
] as ComponentProps<typeof Stepper>['extensions'];

const harborApiMock = createApiMock(harborApiRef, () => ({
  listProjects: jest.fn(),
  listRepositories: jest.fn(),
  listTags: jest.fn(),
}));

/** Opens the form on a Harbor that a test answers for. */
function open(
  api: Partial<HarborApi> = {},
  options: {
    values?: ComponentProps<typeof Stepper>['initialState'];
    korean?: boolean;
    preview?: jest.Mock;
    runbooks?: FakeRunbooks;
  } = {},
) {
  window.history.pushState({}, '', PATH);
  // The scaffolder scrolls up on each page.
  window.scrollTo = jest.fn();
  window.HTMLElement.prototype.scrollIntoView = jest.fn();
  const harbor = {
    listProjects: jest.fn(api.listProjects ?? (async () => projectList())),
    listRepositories: jest.fn(
      api.listRepositories ?? (async () => repositoryList()),
    ),
    listTags: jest.fn(api.listTags ?? (async () => tagList())),
  };
  const preview = options.preview ?? jest.fn(async () => changePreview());
  const onCreate = jest.fn();
  renderInTestApp(
    <Stepper
      manifest={form}
      extensions={extensions}
      onCreate={onCreate}
      initialState={{ owner: 'group:default/team1', ...options.values }}
    />,
    {
      apis: [
        harborApiMock(harbor),
        [previewApiRef, { preview }],
        ...(options.runbooks ?? new FakeRunbooks()).apis(),
      ],
      initialRouteEntries: [PATH],
      ...(options.korean ? { config: koreanConfig } : {}),
    },
  );
  const create = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create' }, PATIENT),
    );
    return onCreate.mock.calls[0][0];
  };
  return { harbor, preview, create };
}

const field = (role: 'combobox' | 'textbox', name: string) =>
  screen.findByRole(role, { name }, PATIENT);

const openList = async (label: string) => {
  const input = await field('combobox', label);
  await waitFor(() => expect(input).toBeEnabled());
  await userEvent.click(input);
  return input;
};

const choose = async (label: string, option: RegExp) => {
  await openList(label);
  await userEvent.click(
    await screen.findByRole('option', { name: option }, PATIENT),
  );
};

const optionNames = () =>
  screen.getAllByRole('option').map(option => option.textContent);

const away = () =>
  responseError(503, 'ServiceUnavailableError', 'Harbor does not answer.');

describe('HarborImageField', () => {
  it('puts the runbook beside why there is no list', async () => {
    const error = await away();
    open(
      {
        listProjects: async () => {
          throw error;
        },
      },
      {
        runbooks: new FakeRunbooks(({ system, http, message }) =>
          system === 'harbor' && http === 503
            ? matchedCase({ title: message })
            : undefined,
        ),
      },
    );
    expect(
      await screen.findByRole(
        'button',
        { name: /^Runbook: Harbor does not answer/ },
        PATIENT,
      ),
    ).toBeInTheDocument();
  });

  jest.setTimeout(60_000);

  it('makes an image of the repository and the tag that a person chooses', async () => {
    const { harbor, create } = open();
    const group = await screen.findByRole('group', { name: /^Image/ }, PATIENT);
    expect(group).toHaveTextContent('What runs.');
    expect(await field('combobox', 'Tag')).toBeDisabled();
    await choose('Repository', /team1-dev\/tools\/migrate/);
    await choose('Tag', /^1\.1\.0/);
    const once = expect.anything();
    expect(harbor.listProjects.mock.calls).toEqual([['team1', once]]);
    expect(harbor.listRepositories.mock.calls).toEqual([['team1-dev', once]]);
    expect(harbor.listTags.mock.calls).toEqual([
      [{ project: 'team1-dev', repository: 'tools/migrate' }, once],
    ]);
    expect(await create()).toMatchObject({
      image: { repository: 'team1-dev/tools/migrate', tag: '1.1.0' },
    });
  });

  it('tells age and size of each tag, in the order of the server', async () => {
    open({}, { values: { image: { repository: 'team1-dev/shop' } } });
    await openList('Tag');
    expect(optionNames()).toEqual([
      expect.stringMatching(/^2\.0\.0-rc1.* ago · 61\.4 MB$/),
      expect.stringMatching(/^1\.1\.0/),
      expect.stringMatching(/^1\.0\.0/),
    ]);
  });

  it('searches repositories by keyboard alone and says when none matches', async () => {
    const { harbor } = open();
    const input = await openList('Repository');
    await userEvent.type(input, 'MIG');
    expect(optionNames()).toEqual([
      expect.stringMatching(/^team1-dev\/tools\/migrate/),
    ]);
    await userEvent.type(input, 'x');
    expect(optionNames()).toEqual(['No repository matches “MIGx”']);
    await userEvent.type(input, '{Backspace}{ArrowDown}{Enter}');
    await waitFor(() => expect(input).toHaveValue('team1-dev/tools/migrate'));
    await waitFor(() => expect(harbor.listTags).toHaveBeenCalled());
  });

  it('asks for another project, and forgets the image of the one before', async () => {
    const { harbor } = open(
      {},
      { values: { image: { repository: 'team1-dev/shop', tag: '1.0.0' } } },
    );
    expect(await field('combobox', 'Repository')).toHaveValue('team1-dev/shop');
    await userEvent.click(
      screen.getByRole('button', { name: /team1-dev Project/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'team1-prod' }),
    );
    await waitFor(() =>
      expect(harbor.listRepositories).toHaveBeenLastCalledWith(
        'team1-prod',
        expect.anything(),
      ),
    );
    expect(await field('combobox', 'Repository')).toHaveValue('');
    expect(await field('combobox', 'Tag')).toBeDisabled();
  });

  it('asks for the owner first', async () => {
    const { harbor } = open({}, { values: { owner: '' } });
    expect(
      await screen.findByText(/Choose the owner first/, {}, PATIENT),
    ).toBeVisible();
    expect(harbor.listProjects).not.toHaveBeenCalled();
  });

  it("drops an image of another team's project", async () => {
    open(
      {},
      { values: { image: { repository: 'team2-dev/shop', tag: '1.0.0' } } },
    );
    expect(await field('combobox', 'Repository')).toHaveValue('');
  });

  it('keeps a tag that Harbor does not list any more in sight', async () => {
    open(
      {},
      { values: { image: { repository: 'team1-dev/shop', tag: '0.1.0' } } },
    );
    const input = await openList('Tag');
    expect(input).toHaveValue('0.1.0');
    expect(optionNames()[0]).toBe('0.1.0Not listed in Harbor');
  });

  it('says beside the part what is missing', async () => {
    open();
    await choose('Repository', /team1-dev\/shop/);
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    await waitFor(async () =>
      expect(await field('combobox', 'Tag')).toHaveAccessibleDescription(
        /Choose a tag\./,
      ),
    );
  });

  it('shows what the server has against the image', async () => {
    const fault = {
      rule: 'VAL-021',
      severity: 'refuse' as const,
      path: 'apps/shop/values.yaml',
      parameter: 'image',
      message: 'Harbor has no team1-dev/shop:1.1.0.',
    };
    const preview = jest.fn(async () => changePreview({ faults: [fault] }));
    open(
      {},
      {
        preview,
        values: { image: { repository: 'team1-dev/shop', tag: '1.1.0' } },
      },
    );
    await field('combobox', 'Repository');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(new RegExp(fault.message), {}, PATIENT))[0],
    ).toBeVisible();
    expect(preview).toHaveBeenCalledWith(
      expect.objectContaining({ templateRef: 'template:default/helm-app' }),
      expect.anything(),
    );
  });

  it('shows what the server has against the image as soon as it is chosen', async () => {
    const message = 'Harbor found a hole in team1-dev/shop:1.1.0.';
    const preview = jest.fn(async () =>
      changePreview({
        faults: [
          {
            rule: 'VAL-020',
            severity: 'warn',
            path: 'apps/shop/values.yaml',
            parameter: 'image',
            message,
          },
        ],
      }),
    );
    open({}, { preview });
    await choose('Repository', /team1-dev\/shop/);
    expect(preview).not.toHaveBeenCalled();
    await choose('Tag', /^1\.1\.0/);
    expect(
      await screen.findByText(new RegExp(message), {}, PATIENT),
    ).toBeVisible();
  });

  it('lets a person type while Harbor is away, and goes back to lists when it answers', async () => {
    const listProjects = jest.fn().mockRejectedValueOnce(await away());
    listProjects.mockResolvedValue(projectList());
    const { create } = open({ listProjects });
    const alert = await screen.findByRole('alert', {}, PATIENT);
    expect(alert).toHaveTextContent('Harbor gives no list of images');
    expect(alert).toHaveTextContent('Harbor does not answer.');
    expect(alert).toHaveTextContent('You can type the image by hand');

    const repository = await field('textbox', 'Repository');
    await userEvent.type(repository, 'team2-dev/shop');
    await waitFor(() =>
      expect(repository).toHaveAccessibleDescription(/team1-dev, team1-prod/),
    );
    await userEvent.clear(repository);
    await userEvent.type(repository, 'team1-dev/shop');
    const tag = await field('textbox', 'Tag');
    await userEvent.type(tag, 'latest');
    expect(tag).toHaveAccessibleDescription(/means something else tomorrow/);
    await userEvent.clear(tag);
    await userEvent.type(tag, '1.1.0');

    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await field('combobox', 'Repository')).toHaveValue('team1-dev/shop');
    expect(screen.getByRole('group', { name: /^Image/ })).toHaveFocus();
    expect(await create()).toMatchObject({
      image: { repository: 'team1-dev/shop', tag: '1.1.0' },
    });
  });

  it('tells when Harbor last answered', async () => {
    const error = await away();
    Object.assign(error.body.error, { lastGoodAt: '2026-11-20T09:00:00.000Z' });
    open({ listRepositories: jest.fn().mockRejectedValue(error) });
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      /Last good answer: .*2026.*\(/,
    );
  });

  it('says who may help when the person may not see images', async () => {
    const error = await responseError(403, 'NotAllowedError', 'no');
    open({ listProjects: jest.fn().mockRejectedValue(error) });
    const alert = await screen.findByRole('alert', {}, PATIENT);
    expect(alert).toHaveTextContent('You may not see images');
    expect(within(alert).queryByRole('button')).not.toBeInTheDocument();
    expect(await field('textbox', 'Repository')).toBeEnabled();
  });

  it('tells apart no project, no image and no tag, and how to push one', async () => {
    const listProjects = jest.fn().mockResolvedValueOnce(projectList([]));
    listProjects.mockResolvedValue(projectList());
    const listRepositories = jest.fn();
    listRepositories.mockResolvedValueOnce(repositoryList([]));
    listRepositories.mockResolvedValue(repositoryList());
    open({ listProjects, listRepositories, listTags: async () => tagList([]) });
    const lookAgain = async () =>
      userEvent.click(screen.getByRole('button', { name: 'Look again' }));

    await screen.findByText(/has no project in Harbor/, {}, PATIENT);
    await lookAgain();
    await screen.findByText('team1-dev holds no image yet', {}, PATIENT);
    screen.getByText('docker push harbor.test/team1-dev/my-app:1.0.0');
    await lookAgain();
    await choose('Repository', /team1-dev\/shop/);
    await screen.findByText('team1-dev/shop has no tag to choose', {}, PATIENT);
    expect(
      screen.getByText('docker push harbor.test/team1-dev/shop:1.0.0'),
    ).toBeVisible();
  });

  it('offers typing where the list is cut short', async () => {
    const listRepositories = async () => ({
      ...repositoryList(),
      truncated: true,
    });
    open({ listRepositories });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Type by hand' }, PATIENT),
    );
    await field('textbox', 'Repository');
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose from a list' }),
    );
    expect(await field('combobox', 'Repository')).toBeVisible();
  });

  it('speaks Korean', async () => {
    open({}, { korean: true });
    await openList('저장소');
    expect(optionNames()[0]).toMatch(/^team1-dev\/shop이미지 3개$/);
    await userEvent.click(
      screen.getByRole('option', { name: 'team1-dev/shop' }),
    );
    await openList('태그');
    expect(optionNames()[0]).toMatch(/^2\.0\.0-rc1.*전 · 61\.4MB$/);
  });
});
