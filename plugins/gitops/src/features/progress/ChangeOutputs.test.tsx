import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { ChangeProgress } from '@naru/plugin-gitops-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import {
  FakeSignals,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import { application, progressAt } from '../../__fixtures__/changes';
import { gitopsCalls } from '../../__fixtures__/gitopsCalls';
import { gitopsApiRef, type GitopsApi } from '../../api/GitopsApi';
import { rootRouteRef } from '../../routes';
import { ChangeOutputs } from './ChangeOutputs';

const gitopsApiMock = createApiMock(gitopsApiRef, gitopsCalls);

const PATIENT = { timeout: 8_000 };

const output = {
  repository: 'platform',
  branch: 'naru/vm/team1-staging/web-01',
  links: [{ title: 'Manual of the template', url: 'https://docs.example.com' }],
};

/** Shows the output of a task, as the scaffolder does, on a route that a test answers. */
function open(
  getProgress: jest.MockedFunction<GitopsApi['getProgress']>,
  options: {
    signals?: FakeSignals;
    korean?: boolean;
    output?: typeof output | Record<string, never>;
  } = {},
) {
  renderInTestApp(<ChangeOutputs output={options.output ?? output} />, {
    apis: [
      gitopsApiMock({ getProgress }),
      [signalApiRef, options.signals ?? new FakeSignals()],
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/changes': rootRouteRef,
    },
    ...(options.korean ? { config: koreanConfig } : {}),
  });
}

function answering(...answers: ChangeProgress[]) {
  const getProgress: jest.MockedFunction<GitopsApi['getProgress']> = jest.fn();
  answers.forEach(answer => getProgress.mockResolvedValueOnce(answer));
  return getProgress.mockResolvedValue(answers[answers.length - 1]);
}

/** The step with this name, once it is on screen. */
async function step(name: string) {
  const heading = await screen.findByRole('heading', { name }, PATIENT);
  return heading.closest('li')!;
}

describe('ChangeOutputs', () => {
  jest.setTimeout(30_000);

  it('leads from the finished task to the merge', async () => {
    const getProgress = answering(progressAt('merge', 'active'));
    open(getProgress);

    expect(await step('Pull request')).toHaveTextContent('Done');
    expect(
      screen.getByRole('link', { name: /Open pull request #12/ }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/platform/gitops/pulls/12',
    );
    const merge = await step('Review and merge');
    expect(merge).toHaveAttribute('aria-current', 'step');
    expect(merge).toHaveTextContent('This page goes on by itself afterwards.');
    expect(await step('Argo CD applies it')).toHaveTextContent('Not yet');
    expect(
      screen.getByRole('link', { name: 'Follow this change on its own page' }),
    ).toHaveAttribute(
      'href',
      '/changes/platform?branch=naru%2Fvm%2Fteam1-staging%2Fweb-01',
    );
    expect(getProgress).toHaveBeenCalledWith(
      { repository: 'platform', branch: 'naru/vm/team1-staging/web-01' },
      expect.anything(),
    );
  });

  it('keeps what the template put out by itself', async () => {
    open(answering(progressAt('merge', 'active')));
    expect(
      await screen.findByText('Manual of the template', {}, PATIENT),
    ).toBeInTheDocument();
  });

  it('shows only that when the task made no change request', async () => {
    const getProgress = answering();
    open(getProgress, { output: {} });
    await waitFor(() => expect(screen.queryByRole('list')).toBeNull());
    expect(getProgress).not.toHaveBeenCalled();
  });

  it('goes on by itself when a signal says that it was merged, until the machine is there', async () => {
    const signals = new FakeSignals();
    open(
      answering(
        progressAt('merge', 'active'),
        progressAt('sync', 'active', { step: { message: 'Syncing' } }),
        progressAt('object', 'done'),
      ),
      { signals },
    );
    expect(await step('Review and merge')).toHaveTextContent('Now');

    signals.send('gitops:changes', {
      changeRequests: ['platform:naru/vm/team1-staging/web-01'],
      applications: [],
    });
    await screen.findByText('Syncing', {}, PATIENT);

    signals.send('gitops:changes', {
      changeRequests: [],
      applications: ['argocd/team1-vms-staging'],
    });
    expect(
      await screen.findByRole('link', { name: 'Open web-01' }, PATIENT),
    ).toHaveAttribute('href', '/catalog/team1-staging/resource/web-01');
  });

  it('ignores signals of other changes', async () => {
    const signals = new FakeSignals();
    const getProgress = answering(progressAt('sync', 'active'));
    open(getProgress, { signals });
    await step('Argo CD applies it');

    signals.send('gitops:changes', {
      changeRequests: ['platform:naru/vm/team2-staging/db-01'],
      applications: ['argocd/team2-vms-staging'],
    });
    signals.send('gitops:changes', {
      changeRequests: [],
      applications: ['argocd/team1-vms-staging'],
    });
    await waitFor(() => expect(getProgress).toHaveBeenCalledTimes(2), PATIENT);
  });

  it("shows a comparison error in Argo CD's own words", async () => {
    open(
      answering(
        progressAt('sync', 'failed', {
          applications: [
            application({
              sync: 'Unknown',
              conditions: [
                {
                  type: 'ComparisonError',
                  message:
                    'Failed to load target state: error unmarshaling YAML: line 7: mapping values are not allowed here',
                },
              ],
            }),
          ],
        }),
      ),
    );
    const sync = await step('Argo CD applies it');
    expect(sync).toHaveTextContent('Failed');
    const words = within(sync).getByRole('group', {
      name: 'What Argo CD says',
    });
    expect(words).toHaveTextContent('team1-vms-staging: ComparisonError');
    expect(words).toHaveTextContent('mapping values are not allowed here');
  });

  it('names the object that the cluster refused, while Argo CD goes on trying', async () => {
    const refusal =
      'admission webhook "virtualmachine-validator.kubevirt.io" denied the request: spec.template.spec.domain.memory: too small';
    open(
      answering(
        progressAt('sync', 'active', {
          applications: [
            application({
              sync: 'OutOfSync',
              operation: { phase: 'Running', message: refusal, retryCount: 2 },
              resources: [
                {
                  group: 'kubevirt.io',
                  kind: 'VirtualMachine',
                  namespace: 'team1-staging',
                  name: 'web-01',
                  status: 'SyncFailed',
                  message: refusal,
                },
              ],
            }),
          ],
        }),
      ),
    );
    const sync = await step('Argo CD applies it');
    expect(sync).toHaveTextContent('VirtualMachine team1-staging/web-01');
    expect(within(sync).getAllByText(refusal)).toHaveLength(1);
    expect(sync).toHaveTextContent('Tried 2 times so far');
  });

  it('says who has to act when an application does not sync by itself', async () => {
    open(
      answering(
        progressAt('sync', 'active', {
          applications: [
            application({
              name: 'team1-vms-production',
              automated: false,
              sync: 'OutOfSync',
            }),
          ],
        }),
      ),
    );
    expect(await step('Argo CD applies it')).toHaveTextContent(
      'somebody of the platform team has to sync team1-vms-production in Argo CD',
    );
  });

  it('says that a change conflicts, or was closed', async () => {
    open(
      answering(
        progressAt('merge', 'active', { changeRequest: { mergeable: false } }),
      ),
    );
    expect(await step('Review and merge')).toHaveTextContent(
      'It conflicts with what was merged meanwhile.',
    );
  });

  it('says since when Argo CD is silent', async () => {
    open(
      answering(
        progressAt('sync', 'active', {
          argocd: {
            phase: 'stale',
            lastGoodAt: '2026-11-21T09:00:00Z',
            message: 'connect ECONNREFUSED',
          },
        }),
      ),
    );
    expect(
      await screen.findByText('Argo CD does not answer', {}, PATIENT),
    ).toBeInTheDocument();
    expect(screen.getByText(/connect ECONNREFUSED/)).toHaveTextContent(
      'Nov 21, 2026',
    );
  });

  it('says that the forge does not know the change', async () => {
    const error = await responseError(
      404,
      'NotFoundError',
      'No pull request has the branch naru/vm/team1-staging/web-01',
    );
    open(jest.fn().mockRejectedValue(error));
    expect(await screen.findByRole('alert', {}, PATIENT)).toHaveTextContent(
      'The Git server does not know this change',
    );
  });

  it('speaks Korean', async () => {
    open(answering(progressAt('merge', 'active')), { korean: true });
    const merge = await step('검토와 머지');
    expect(merge).toHaveTextContent('진행 중');
    expect(merge).toHaveTextContent('머지되면 이 화면이 자동으로 이어집니다.');
  });

  describe('without signals', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('asks every three seconds until the change has arrived, then stops', async () => {
      const getProgress = answering(
        progressAt('merge', 'active'),
        progressAt('sync', 'active'),
        progressAt('object', 'done'),
      );
      renderInTestApp(<ChangeOutputs output={output} />, {
        apis: [gitopsApiMock({ getProgress })],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
          '/changes': rootRouteRef,
        },
      });
      for (const times of [1, 2, 3]) {
        await waitFor(() => expect(getProgress).toHaveBeenCalledTimes(times));
        await act(() => jest.advanceTimersByTimeAsync(3_000));
      }
      await act(() => jest.advanceTimersByTimeAsync(60_000));
      expect(getProgress).toHaveBeenCalledTimes(3);
    });
  });
});
