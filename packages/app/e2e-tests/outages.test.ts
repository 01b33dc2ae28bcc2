import { expect, test } from './portalFixture';
import { sshPublicKey } from './sshPublicKey';

test('a cluster that is cut off is called stale, and no machine is lost', async ({
  portal,
  signIn,
}) => {
  const control = portal.endpoints.control.url;
  const dana = await signIn('Kim Dana');
  await expect(dana.row('ubuntu-dev-01')).toBeVisible({ timeout: 60_000 });
  const machines = await dana.page.getByRole('row').count();
  await fetch(`${control}/faults/kubernetes`, {
    method: 'PUT',
    body: JSON.stringify({ cut: true }),
  });
  try {
    await expect(dana.page.getByText(/Last good answer/i)).toBeVisible({
      timeout: 60_000,
    });
    expect(await dana.page.getByRole('row').count()).toBe(machines);
    await dana.open('/catalog/team1-staging/resource/ubuntu-dev-01');
    await expect(dana.page.getByText(/Last good answer/i)).toBeVisible({
      timeout: 60_000,
    });
  } finally {
    await fetch(`${control}/faults/kubernetes`, { method: 'DELETE' });
  }
  await expect(dana.page.getByText(/Last good answer/i)).toHaveCount(0, {
    timeout: 60_000,
  });
});

test('a backend that dies in the middle of a request leaves one pull request and a right catalog', async ({
  portal,
  signIn,
  consoleErrors,
}) => {
  const request = {
    name: 'phoenix-01',
    image: 'Rocky Linux 9',
    sshKey: sshPublicKey('dana@example.com'),
  };
  const dana = await signIn('Kim Dana');
  await fetch(`${portal.endpoints.control.url}/faults/forge`, {
    method: 'PUT',
    body: JSON.stringify({ latencyMs: 400 }),
  });
  await dana.requestMachine(request);
  await portal.backend.kill();
  await fetch(`${portal.endpoints.control.url}/faults/forge`, {
    method: 'DELETE',
  });
  await portal.startBackend();
  // The browser says so itself while the backend is away.
  consoleErrors.length = 0;

  const again = await signIn('Kim Dana');
  await again.requestMachine(request);
  await again.pullRequestAddress();

  const { url, repository, token } = portal.endpoints.forge;
  const pulls = (await (
    await fetch(`${url}/api/v1/repos/${repository}/pulls?state=all`, {
      headers: { Authorization: `token ${token}` },
    })
  ).json()) as { head: { ref: string } }[];
  expect(
    pulls.filter(({ head }) => head.ref === 'naru/vm/team1-staging/phoenix-01'),
  ).toHaveLength(1);

  await again.open('/virtual-machines');
  await expect(again.row('ubuntu-dev-01')).toBeVisible();
  await again.open('/catalog/team1-staging/resource/ubuntu-dev-01');
  await expect(
    again.page.getByRole('heading', { name: 'ubuntu-dev-01' }),
  ).toBeVisible();
});
