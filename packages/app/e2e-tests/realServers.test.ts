import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { Portal } from '../../../scripts/Portal.ts';
import { PortalPages } from './pages/PortalPages';
import { RealGitea } from './RealGitea';
import { KubernetesAccount } from './KubernetesAccount';
import { readRealSystems } from './realSystems';
import { seedRealSystems } from './seedRealSystems';
import { sshPublicKey } from './sshPublicKey';

const root = join(__dirname, '../../..');

interface RealFixtures {
  /** Naru's backend on servers that run already, filled first. */
  real: { portal: Portal; kubernetes: KubernetesAccount; gitea: RealGitea };
}

const test = base.extend<object, RealFixtures>({
  real: [
    async ({}, provide) => {
      const systems = readRealSystems(process.env);
      const kubernetes = new KubernetesAccount(systems.kubernetes);
      const gitea = new RealGitea(systems.gitea);
      const portal = new Portal({
        root,
        port: 4500,
        stateDir: join(root, '.cache', 'real-story'),
        fresh: true,
        systems: await seedRealSystems(systems, kubernetes, gitea),
        say: () => {},
        onCrash: words => {
          throw new Error(words);
        },
      });
      try {
        await portal.start();
        await provide({ portal, kubernetes, gitea });
      } finally {
        await portal.stop();
      }
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

test('on the real servers a machine is asked for, merged, applied by Argo CD, run by KubeVirt and stopped', async ({
  real: { portal, kubernetes, gitea },
  page,
}) => {
  // The servers may have heard the story before.
  const name = `story-${Date.now().toString(36)}`;
  const dana = new PortalPages(page, portal.url);
  await dana.signIn('Kim Dana');
  await dana.requestMachine({
    name,
    image: 'Ubuntu 24.04 LTS',
    sshKey: sshPublicKey('dana@example.com'),
    purpose: 'Build agent for the web team · 웹팀 빌드 에이전트',
  });
  const pullRequest = await dana.pullRequestAddress();
  await expect(dana.step('Review and merge')).toHaveAttribute(
    'aria-current',
    'step',
  );

  await expect.poll(() => gitea.merge(pullRequest)).toBe(200);

  await test.step('the page that Dana left open leads on by itself', async () => {
    await expect(dana.step('Argo CD applies it')).toContainText('Done', {
      timeout: 90_000,
    });
    await expect(dana.step('It runs')).toContainText('Done', {
      timeout: 90_000,
    });
    await page.getByRole('link', { name: `Open ${name}` }).click();
  });

  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  const { node, ip } = await kubernetes.placement('team1-staging', name);
  await expect(page.getByText(ip, { exact: true })).toBeVisible();
  await expect(page.getByText(node, { exact: true })).toBeVisible();

  await test.step("KubeVirt's own admission let it in, as Git has it", async () => {
    expect(
      await kubernetes.virtualMachine('team1-staging', name),
    ).toMatchObject({
      metadata: {
        annotations: {
          'naru.io/request': `platform:naru/vm/team1-staging/${name}`,
          'naru.io/requested-by': 'user:default/dev1',
        },
      },
      spec: {
        template: {
          spec: {
            domain: {
              firmware: { uuid: expect.stringMatching(/^[\da-f-]{36}$/) },
            },
          },
        },
      },
      status: { printableStatus: 'Running' },
    });
  });

  await test.step('the list shows it with its address', async () => {
    await dana.open('/virtual-machines');
    await expect(dana.row(name)).toContainText('Running');
    await expect(dana.row(name)).toContainText(ip);
  });

  await test.step('she stops it after a question', async () => {
    await dana.row(name).getByRole('link', { name }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText(name);
    await question.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('Stopped', { exact: true })).toBeVisible({
      timeout: 90_000,
    });
  });
});

test('on the real servers a service is asked for, merged, applied by Argo CD, synced to production, and its crash loop told', async ({
  real: { portal, kubernetes, gitea },
  page,
}) => {
  // The servers may have heard the story before.
  const name = `shop-${Date.now().toString(36)}`;
  const dana = new PortalPages(page, portal.url);
  await dana.signIn('Kim Dana');
  await dana.requestService({
    name,
    // There is no Harbor: the image is typed, and nobody can say whether it exists.
    image: { repository: 'team1-dev/shop', tag: '1.1.0' },
    typed: true,
    host: name,
    production: true,
  });
  const pullRequest = await dana.pullRequestAddress();
  await expect.poll(() => gitea.merge(pullRequest)).toBe(200);

  await test.step('the page that Dana left open leads on by itself', async () => {
    await expect(dana.step('It runs')).toContainText('Done', {
      timeout: 150_000,
    });
  });

  await test.step('the cluster has what the chart says', async () => {
    expect(await kubernetes.deployment('team1-staging', name)).toMatchObject({
      metadata: { labels: { 'naru.io/app': name } },
      spec: { replicas: 2 },
      status: { readyReplicas: 2 },
    });
  });

  await dana.open(`/catalog/default/component/${name}`);
  await expect(dana.environment('Staging')).toContainText('Runs as Git says', {
    timeout: 60_000,
  });
  await test.step('production waits for a person, and Dana is one', async () => {
    await dana
      .environment('Production')
      .getByRole('button', { name: /^Sync Production/ })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Sync Production/ })
      .click();
    await expect(dana.environment('Production')).toContainText(
      'Runs as Git says',
      { timeout: 90_000 },
    );
  });

  await test.step('a crash loop is explained in words', async () => {
    await kubernetes.annotatePods('team1-staging', name, {
      'lab.naru.io/pod': 'crash',
    });
    await expect(dana.environment('Staging')).toContainText(
      'stops right after its start',
      { timeout: 90_000 },
    );
  });
});
