import { expect, test } from './portalFixture';
import { sshPublicKey } from './sshPublicKey';

test('a developer asks for a machine, an engineer merges it, and it runs', async ({
  signIn,
  signInToForge,
}) => {
  const dana = await signIn('Kim Dana');
  const request = {
    name: 'web-01',
    image: 'Ubuntu 24.04 LTS',
    sshKey: sshPublicKey('dana@example.com'),
    purpose: 'Build agent for the web team · 웹팀 빌드 에이전트',
  };
  await dana.requestMachine(request);
  const pullRequest = await dana.pullRequestAddress();
  await expect(dana.step('Review and merge')).toHaveAttribute(
    'aria-current',
    'step',
  );

  await test.step('the same request again is the same pull request', async () => {
    const again = await signIn('Kim Dana');
    await again.requestMachine(request);
    expect(await again.pullRequestAddress()).toBe(pullRequest);
  });

  const mina = await signInToForge('Park Mina');
  await mina.merge(pullRequest);

  await test.step('the page that Dana left open leads on by itself', async () => {
    await expect(dana.step('Argo CD applies it')).toContainText('Done', {
      timeout: 60_000,
    });
    await expect(dana.step('It runs')).toContainText('Done', {
      timeout: 90_000,
    });
    await dana.page.getByRole('link', { name: 'Open web-01' }).click();
  });

  const { page } = dana;
  await expect(page.getByText('Running', { exact: true })).toBeVisible();
  await expect(page.getByText(/^10\.244\.\d+\.\d+$/)).toBeVisible();
  await expect(page.getByText(/^worker-0\d$/)).toBeVisible();

  await test.step('she stops it after a question, and starts it again', async () => {
    await page.getByRole('button', { name: 'Stop' }).click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText('web-01');
    await question.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('Stopped', { exact: true })).toBeVisible({
      timeout: 60_000,
    });
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByText('Running', { exact: true })).toBeVisible({
      timeout: 60_000,
    });
  });

  await test.step('the list shows it with its address', async () => {
    await dana.open('/virtual-machines');
    await expect(dana.row('web-01')).toContainText('Running');
    await expect(dana.row('web-01')).toContainText(/10\.244\./);
  });
});

test('somebody of another team sees the machine and cannot stop it', async ({
  signIn,
}) => {
  const jun = await signIn('Lee Jun');
  await jun.open('/catalog/team1-staging/resource/ubuntu-dev-01');
  await expect(jun.page.getByText('Running', { exact: true })).toBeVisible({
    timeout: 60_000,
  });
  await expect(jun.page.getByRole('button', { name: 'Stop' })).toBeDisabled();
});

test('what Argo CD cannot apply shows in its own words on the page of the request', async ({
  forgeAccount,
  signIn,
  signInToForge,
}) => {
  const dana = await signIn('Kim Dana');
  await dana.requestMachine({
    name: 'broken-01',
    image: 'Debian 12',
    sshKey: sshPublicKey('dana@example.com'),
  });
  const pullRequest = await dana.pullRequestAddress();

  await test.step('a reviewer spoils the manifest in the branch', async () => {
    const branch = 'naru/vm/team1-staging/broken-01';
    await forgeAccount('ops1').changeFile({
      from: branch,
      branch,
      path: 'kubernetes/staging/vms/team1/broken-01.yaml',
      message: 'Use an old bus',
      change: manifest => manifest.replace('bus: virtio', 'bus: ide'),
    });
  });

  const mina = await signInToForge('Park Mina');
  await mina.merge(pullRequest);
  await expect(
    dana.page.getByText(/admission webhook .* denied the request/).first(),
  ).toBeVisible({ timeout: 60_000 });
});
