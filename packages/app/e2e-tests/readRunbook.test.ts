import { KubernetesAccount } from './KubernetesAccount';
import { expect, test } from './portalFixture';

const NAMESPACE = 'team3-staging';
const MACHINE = 'report-runner-01';
const MANIFEST = `kubernetes/staging/vms/team3/${MACHINE}.yaml`;
const OUTSIDE = /https:\/\/dl\.rockylinux\.org\/\S+/;
const INSIDE = 'https://images.naru.example/rocky-9.qcow2';

test('an engineer finds the runbook beside a failed disk, follows it, and the machine runs', async ({
  portal,
  forgeAccount,
  signIn,
  signInToForge,
}) => {
  const mina = await signIn('Park Mina');
  const { page } = mina;
  await mina.open(`/catalog/${NAMESPACE}/resource/${MACHINE}`);
  await expect(page.getByText(/no such host/).first()).toBeVisible({
    timeout: 60_000,
  });

  await test.step('the page is one click away, in both languages', async () => {
    await page
      .getByRole('button', {
        name: /^Runbook: VM image import hangs/,
      })
      .first()
      .click();
    const drawer = page.getByRole('dialog');
    await expect(
      drawer.getByRole('heading', { name: 'What it means' }),
    ).toBeVisible();
    await expect(drawer).toContainText('KV-008');
    await drawer.getByRole('button', { name: '한국어' }).click();
    await expect(drawer.getByRole('heading', { name: '조치' })).toBeVisible();
    await drawer.getByRole('button', { name: 'Yes' }).click();
    await expect(drawer.getByText(/Thank you/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
  });

  await test.step('she takes the image from inside, through Git', async () => {
    const branch = 'mirror-for-report-runner';
    const account = forgeAccount('ops1');
    await account.changeFile({
      from: 'main',
      branch,
      path: MANIFEST,
      message: 'Take the image from the mirror',
      change: manifest => manifest.replace(OUTSIDE, INSIDE),
    });
    const forge = await signInToForge('Park Mina');
    await forge.merge(
      await account.openPullRequest(branch, 'Take the image from the mirror'),
    );
    const { kubernetes, people } = portal.endpoints;
    const kubectl = new KubernetesAccount({
      ...kubernetes,
      token: people.find(({ userRef }) => userRef.endsWith('/ops1'))!.kubernetes
        .token,
    });
    await expect
      .poll(
        async () =>
          JSON.stringify(await kubectl.virtualMachine(NAMESPACE, MACHINE)),
        { timeout: 90_000 },
      )
      .toContain(INSIDE);
    await kubectl.deleteDataVolume(NAMESPACE, `${MACHINE}-rootdisk`);
  });

  await expect(page.getByText('Running', { exact: true })).toBeVisible({
    timeout: 90_000,
  });
  await expect(page.getByText(/no such host/)).toHaveCount(0);
});

test('a person who reads Korean finds a runbook by a few words and a page in their language', async ({
  signIn,
}) => {
  const dana = await signIn('Kim Dana', '한국어');
  const { page } = dana;
  await dana.search('인증서가 만료되기 직전');
  await expect(
    page.getByRole('option', { name: /인증서 만료/ }).first(),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/docs\/.*\/ko\/.*#tls-004/);
  await expect(
    page.getByRole('heading', { name: /인증서 만료가 임박/ }).first(),
  ).toBeInViewport({ timeout: 60_000 });
});

test('search shows a literal message, an id and a machine, and leads there', async ({
  signIn,
}) => {
  const dana = await signIn('Kim Dana');
  const { page } = dana;
  for (const [words, found] of [
    ['server gave HTTP response to HTTPS client', /HTTPS client/],
    ['ARGO-004', /self-heal/i],
    ['ubuntu-dev-01', /ubuntu-dev-01/],
    ['Linux virtual machine', /Linux virtual machine/],
  ] as const) {
    const dialog = await dana.search(words);
    await expect(
      dialog.getByRole('option', { name: found }).first(),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});
