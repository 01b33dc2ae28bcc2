import { KubernetesAccount } from './KubernetesAccount';
import { expect, test } from './portalFixture';

const service = {
  name: 'shop',
  image: { repository: 'shop', tag: '1.1.0' },
  host: 'shop',
  production: true,
};
const PAGE = '/catalog/default/component/shop';

test('a developer asks for a service, it runs in staging, and a person brings it to production', async ({
  portal,
  signIn,
  signInToForge,
}) => {
  const dana = await signIn('Kim Dana');
  await dana.previewService(service);

  await test.step('the preview shows the files and what the cluster would get', async () => {
    const { page } = dana;
    await expect(page.getByText('apps/shop/values.yaml')).toBeVisible();
    await expect(
      page.getByText('argocd/applications/shop-production.yaml'),
    ).toBeVisible();
    await expect(
      page.getByRole('button', { name: /^Deployment\s*shop/ }),
    ).toBeVisible();
  });
  await dana.page.getByRole('button', { name: /^Review/ }).click();
  await dana.page.getByRole('button', { name: /^Request ·/ }).click();
  const pullRequest = await dana.pullRequestAddress();

  await test.step('the same request again is the same pull request', async () => {
    const again = await signIn('Kim Dana');
    await again.requestService(service);
    expect(await again.pullRequestAddress()).toBe(pullRequest);
  });

  const reviewer = await signInToForge('Park Mina');
  await reviewer.merge(pullRequest);

  await test.step('the page that Dana left open leads on by itself', async () => {
    await expect(dana.step('Argo CD applies it')).toContainText(
      /Done|waits for a person/,
      { timeout: 90_000 },
    );
    await expect(dana.step('It runs')).toContainText('Done', {
      timeout: 90_000,
    });
  });

  const { page } = dana;
  await dana.open(PAGE);
  await test.step('staging runs, production waits for a person', async () => {
    await expect(dana.environment('Staging')).toContainText(
      'Runs as Git says',
      { timeout: 60_000 },
    );
    await expect(dana.environment('Staging')).toContainText('2 of 2 ready');
    await expect(dana.environment('Production')).toContainText(
      'waits for a person',
    );
  });

  await test.step('somebody of another team reads who may sync it', async () => {
    const jun = await signIn('Lee Jun');
    await jun.open(PAGE);
    const production = jun.environment('Production');
    await expect(production).toContainText(
      'A person of one of these groups has to sync it',
    );
    await expect(
      production.getByRole('link', { name: /Team 1/ }),
    ).toBeVisible();
    await expect(production.getByRole('button', { name: /^Sync/ })).toHaveCount(
      0,
    );
  });

  await test.step('Dana syncs production after a question', async () => {
    await dana
      .environment('Production')
      .getByRole('button', { name: /^Sync Production/ })
      .click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('team1-production');
    await question.getByRole('button', { name: /^Sync Production/ }).click();
    await expect(dana.environment('Production')).toContainText(
      'Runs as Git says',
      { timeout: 90_000 },
    );
  });

  await test.step('the Kubernetes tab has its pods', async () => {
    await dana.open(`${PAGE}/kubernetes`);
    await expect(page.getByText('4 pods').first()).toBeVisible({
      timeout: 30_000,
    });
  });

  await test.step('its documentation can be read', async () => {
    await dana.open(`${PAGE}/docs`);
    await expect(page.getByRole('heading', { name: /What it is/ })).toBeVisible(
      { timeout: 60_000 },
    );
  });

  await test.step('a crash loop is explained in words', async () => {
    const { url, caFile } = portal.endpoints.kubernetes;
    const mina = portal.endpoints.people.find(({ userRef }) =>
      userRef.endsWith('/ops1'),
    )!;
    const kubernetes = new KubernetesAccount({
      url,
      caFile,
      token: mina.kubernetes.token,
    });
    await kubernetes.annotatePods('team1-staging', 'shop', {
      'lab.naru.io/pod': 'crash',
    });
    await dana.open(PAGE);
    const staging = dana.environment('Staging');
    await expect(staging).toContainText('stops right after its start', {
      timeout: 60_000,
    });
    await expect(staging).toContainText('CrashLoopBackOff');
    await expect(
      staging.getByRole('button', { name: /^Runbook: CrashLoopBackOff/ }),
    ).toBeVisible();
    await staging.getByRole('button', { name: /^Look at Pod/ }).click();
    await expect(page.getByRole('dialog')).toContainText('Back-off restarting');
  });
});

test('an image that does not exist is named beside its question, before there is a pull request', async ({
  portal,
  signIn,
}) => {
  const harbor = `${portal.endpoints.control.url}/faults/harbor`;
  const dana = await signIn('Kim Dana');
  const { page } = dana;
  await fetch(harbor, { method: 'PUT', body: JSON.stringify({ cut: true }) });
  try {
    await dana.open('/create/templates/default/helm-app');
    await page.getByLabel(/^Name ·/).fill('nothing');
    await expect(
      page.getByText('Harbor gives no list of images'),
    ).toBeVisible();
  } finally {
    await fetch(harbor, { method: 'DELETE' });
  }
  await page
    .getByRole('textbox', { name: 'Repository' })
    .fill('team1-dev/shop');
  await page.getByRole('textbox', { name: 'Tag' }).fill('9.9.9');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByText(/team1-dev\/shop:9\.9\.9.*(not|no )/).first(),
  ).toBeVisible();
  await expect(page.getByLabel(/^Also in production/)).toHaveCount(0);

  await page.getByRole('textbox', { name: 'Tag' }).fill('1.1.0');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel(/^Also in production/)).toBeVisible();
});
