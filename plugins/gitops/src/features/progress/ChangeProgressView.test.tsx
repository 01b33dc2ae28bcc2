import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type {
  ChangeProgress,
  EntityApplication,
} from '@naru/plugin-gitops-common';
import {
  FakeSignals,
  koreanConfig,
  responseError,
} from '@naru/plugin-naru-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { progressAt } from '../../__fixtures__/changes';
import {
  entityApplications,
  objectTrouble,
  productionApplication,
  stagingApplication,
} from '../../__fixtures__/entityApplications';
import { gitopsCalls } from '../../__fixtures__/gitopsCalls';
import { gitopsApiRef } from '../../api/GitopsApi';
import { ChangeProgressView } from './ChangeProgressView';
import { useChangeProgress } from './useChangeProgress';

const gitopsApiMock = createApiMock(gitopsApiRef, gitopsCalls);

const PATIENT = { timeout: 8_000 };

const change = {
  title: 'Add application shop',
  state: 'merged',
  entityRefs: ['component:default/shop'],
} as const;

function View(props: { here?: string }) {
  const progress = useChangeProgress({
    repository: 'platform',
    branch: 'naru/app/shop',
  });
  return <ChangeProgressView progress={progress} here={props.here} />;
}

/** Shows the way of the change that made the application shop. */
function open(
  progress: ChangeProgress,
  applications: EntityApplication[] | Error,
  options: { korean?: boolean; here?: string } = {},
) {
  const gitopsApi = gitopsApiMock({
    getProgress: jest.fn().mockResolvedValue(progress),
    listEntityApplications: jest.fn(async () => {
      if (applications instanceof Error) {
        throw applications;
      }
      return entityApplications(applications);
    }),
    getObjectReport: jest.fn().mockResolvedValue({
      kind: 'Pod',
      name: 'shop-5d9c7-x2x8z',
      conditions: [],
      containers: [],
      events: [],
    }),
  });
  renderInTestApp(<View here={options.here} />, {
    apis: [gitopsApi, [signalApiRef, new FakeSignals()]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    ...(options.korean ? { config: koreanConfig } : {}),
  });
  return gitopsApi;
}

async function step(name: string) {
  const heading = await screen.findByRole('heading', { name }, PATIENT);
  return heading.closest('li')!;
}

/** Production waits; `applications` are those of the change. */
function awaitingProduction(
  applications: ChangeProgress['applications'],
): ChangeProgress {
  return {
    ...progressAt('sync', 'active', {
      changeRequest: { ...change, entityRefs: [...change.entityRefs] },
      step: {
        message:
          'Application shop-production does not sync by itself: a person has to sync it in Argo CD.',
      },
      applications,
    }),
    manual: [
      {
        application: 'shop-production',
        environment: 'production',
        whoMay: ['group:default/team1'],
      },
    ],
  };
}

describe('ChangeProgressView of a component', () => {
  jest.setTimeout(30_000);

  it('does not make a failure of production that waits for a person, and says who may', async () => {
    open(awaitingProduction([stagingApplication(), productionApplication()]), [
      stagingApplication(),
      productionApplication({
        syncOffer: {
          possible: true,
          allowed: false,
          reason: 'forbidden',
          whoMay: ['group:default/team1'],
          changes: 12,
          deletions: 0,
        },
      }),
    ]);

    const link = await screen.findByRole(
      'link',
      { name: 'Go to shop' },
      PATIENT,
    );
    expect(link).toHaveAttribute('href', '/catalog/default/component/shop');
    const sync = await step('Argo CD applies it');
    expect(sync).toHaveTextContent('Waits for a person');
    expect(sync).toHaveTextContent(
      'Where Argo CD syncs by itself, the cluster has what Git says. Production waits for a person.',
    );
    expect(within(sync).getByRole('link', { name: /team1/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/team1',
    );
    expect(sync).not.toHaveTextContent('shop-production does not sync');

    const runs = within(await step('It runs'));
    const [staging, production] = runs.getAllByRole('listitem');
    expect(staging).toHaveTextContent('StagingRuns as Git says2 of 2 ready');
    expect(production).toHaveTextContent(
      'ProductionNot rolled out yet: waits for a person',
    );
  });

  it('does not speak of production before the others are through', async () => {
    open(
      awaitingProduction([
        stagingApplication({ sync: 'OutOfSync' }),
        productionApplication(),
      ]),
      [],
    );
    const sync = await step('Argo CD applies it');
    expect(sync).toHaveTextContent('Now');
    expect(sync).not.toHaveTextContent('Production');
  });

  it('says under a step that is done what waits for a person still', async () => {
    const applications = [stagingApplication(), productionApplication()];
    const { manual } = awaitingProduction(applications);
    open(
      {
        ...progressAt('object', 'done', {
          changeRequest: { ...change, entityRefs: [...change.entityRefs] },
          applications,
        }),
        manual,
      },
      applications,
    );
    const sync = await step('Argo CD applies it');
    await waitFor(
      () => expect(sync).toHaveTextContent('Production waits for a person.'),
      PATIENT,
    );
    expect(sync).toHaveTextContent('Done');
  });

  it('names nobody else to a person who may sync', async () => {
    open(awaitingProduction([productionApplication()]), [
      productionApplication(),
    ]);
    const link = await screen.findByRole(
      'link',
      { name: 'Go to shop' },
      PATIENT,
    );
    const sync = link.closest('li')!;
    expect(sync).toHaveTextContent(
      'Production waits for a person who may sync it.',
    );
    await waitFor(() =>
      expect(within(sync).queryByRole('link', { name: /team1/ })).toBeNull(),
    );
  });

  it('explains what keeps the pods from running, with the way to the object', async () => {
    const user = userEvent.setup();
    const gitopsApi = open(
      progressAt('object', 'active', {
        changeRequest: { ...change, entityRefs: [...change.entityRefs] },
      }),
      [
        stagingApplication({
          health: 'Degraded',
          workload: { wanted: 2, ready: 0, updated: 2, images: [] },
          troubles: [
            objectTrouble({
              reason: 'ImagePullBackOff',
              message: 'shop:9: not found',
              exitCode: undefined,
              exitReason: undefined,
              restarts: 0,
            }),
          ],
        }),
      ],
    );
    expect(
      await screen.findByText(
        'The image of container shop of Pod shop-5d9c7-x2x8z does not exist in the registry.',
        {},
        PATIENT,
      ),
    ).toBeInTheDocument();
    const runs = await step('It runs');
    expect(runs).toHaveTextContent('0 of 2 ready');
    await user.click(within(runs).getByRole('button', { name: /^Look at/ }));
    expect(await screen.findByRole('dialog', {}, PATIENT)).toBeInTheDocument();
    expect(gitopsApi.getObjectReport).toHaveBeenCalledWith(
      'component:default/shop',
      'shop-staging',
      expect.objectContaining({ kind: 'Pod', name: 'shop-5d9c7-x2x8z' }),
      expect.anything(),
    );
  });

  it('keeps to the steps while the catalog does not have the component', async () => {
    open(
      progressAt('sync', 'active', {
        changeRequest: { ...change, entityRefs: [...change.entityRefs] },
      }),
      await responseError(
        404,
        'NotFoundError',
        'No entity component:default/shop',
      ),
    );
    const sync = await step('Argo CD applies it');
    expect(sync).toHaveTextContent('Now');
    expect(await step('It runs')).toHaveTextContent('Not yet');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it("does not ask on the component's own page, which shows it already", async () => {
    const gitopsApi = open(awaitingProduction([]), [], {
      here: 'component:default/shop',
    });
    const sync = await step('Argo CD applies it');
    expect(sync).toHaveTextContent('Waits for a person');
    expect(screen.queryByRole('link', { name: 'Go to shop' })).toBeNull();
    expect(within(sync).queryByRole('link', { name: /team1/ })).toBeNull();
    expect(gitopsApi.listEntityApplications).not.toHaveBeenCalled();
  });

  it('speaks Korean', async () => {
    const applications = [stagingApplication(), productionApplication()];
    open(awaitingProduction(applications), applications, { korean: true });
    await screen.findByRole('link', { name: 'shop 화면으로 이동' }, PATIENT);
    expect(await step('Argo CD 적용')).toHaveTextContent(
      '프로덕션 환경은 담당자의 동기화를 기다립니다.',
    );
    expect(await step('실행')).toHaveTextContent('2개 중 2개 준비됨');
  });
});
