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
  portal,
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
    const { url, repository } = portal.endpoints.forge;
    const mina = portal.endpoints.people.find(({ userRef }) =>
      userRef.endsWith('/ops1'),
    )!;
    const branch = 'naru/vm/team1-staging/broken-01';
    const path = 'kubernetes/staging/vms/team1/broken-01.yaml';
    const address = `${url}/api/v1/repos/${repository}/contents/${path}`;
    const headers = {
      Authorization: `token ${mina.forge.token}`,
      'Content-Type': 'application/json',
    };
    const file = (await (
      await fetch(`${address}?ref=${encodeURIComponent(branch)}`, { headers })
    ).json()) as { sha: string; content: string };
    const manifest = Buffer.from(file.content, 'base64').toString('utf8');
    const answer = await fetch(address, {
      method: 'PUT',
      headers,
      body: JSON.stringify({
        branch,
        sha: file.sha,
        message: 'Use an old bus',
        content: Buffer.from(
          manifest.replace('bus: virtio', 'bus: ide'),
        ).toString('base64'),
      }),
    });
    expect(answer.status).toBe(200);
  });

  const mina = await signInToForge('Park Mina');
  await mina.merge(pullRequest);
  await expect(
    dana.page.getByText(/admission webhook .* denied the request/).first(),
  ).toBeVisible({ timeout: 60_000 });
});
