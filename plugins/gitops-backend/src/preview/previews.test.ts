import { mockCredentials } from '@backstage/backend-test-utils';
import { changePreviewSchema } from '@naru/plugin-gitops-common';
import { ForgeError } from '@naru/plugin-gitops-node';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import { DIGEST, startPortal } from './__testUtils__/startPortal';

// Starting a backend with the scaffolder takes seconds on a busy machine.
jest.setTimeout(60_000);

const form = {
  name: 'shop',
  owner: 'group:default/team1',
  image: { repository: 'team1-dev/shop', tag: '1.1.0' },
  port: 8080,
  size: 'M',
};

type Portal = Awaited<ReturnType<typeof startPortal>>;

describe('POST /v1/previews', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());

  const previewOf = async (values: Record<string, unknown>) => {
    const { body } = await portal.preview(values).expect(200);
    return changePreviewSchema.parse(body);
  };

  it('shows files, diff and rendered manifests of a request without faults', async () => {
    const preview = await previewOf({
      ...form,
      production: true,
      host: 'shop',
    });
    expect(preview.faults).toEqual([]);
    expect(preview.files.map(({ path }) => path)).toEqual([
      'apps/shop/values.yaml',
      'apps/shop/values-staging.yaml',
      'apps/shop/values-production.yaml',
      'argocd/applications/shop-staging.yaml',
      'argocd/applications/shop-production.yaml',
      'apps/shop/catalog-info.yaml',
      'apps/shop/mkdocs.yml',
      'apps/shop/docs/index.md',
    ]);
    expect(preview.diff).toContain(
      '--- /dev/null\n+++ b/argocd/applications/shop-staging.yaml\n',
    );
    expect(preview.renderings).toMatchObject([
      {
        title: 'staging',
        application: 'shop-staging',
        namespace: 'team1-staging',
      },
      { title: 'production', namespace: 'team1-production' },
    ]);
    const objects = parseAllDocuments(preview.renderings[0].manifests ?? '');
    expect(
      (objects as { toJS(): any }[])
        .map(document => document.toJS())
        .find(object => object?.kind === 'Deployment').spec.template.spec
        .containers[0].image,
    ).toBe(`harbor.naru.example/team1-dev/shop:1.1.0@${DIGEST}`);
    expect(portal.host.branches).toEqual(['main']);
  });

  it.each([
    ['VAL-020', 'image', { image: { repository: 'team1-dev/shop', tag: '9' } }],
    [
      'VAL-020',
      'image',
      { image: { repository: 'team1-dev/shop', tag: 'latest' } },
    ],
    [
      'VAL-021',
      'size',
      {
        size: 'custom',
        cpuRequest: 500,
        cpuLimit: 100,
        memoryRequest: 64,
        memoryLimit: 64,
      },
    ],
    ['VAL-011', 'name', { name: 'cart' }],
    ['VAL-011', 'name', { name: 'payments' }],
    ['VAL-063', 'host', { host: 'cart' }],
    [
      'VAL-030',
      'env',
      { env: [{ name: 'DB_PASSWORD', value: 'hunter2hunter2' }] },
    ],
    [
      'VAL-033',
      'secrets',
      { secrets: [{ name: 'A', path: 'team2/shop', property: 'a' }] },
    ],
  ])('tells %s at the question %s', async (rule, parameter, change) => {
    const { faults } = await previewOf({ ...form, ...change });
    expect(faults).toContainEqual(
      expect.objectContaining({ rule, parameter, severity: 'refuse' }),
    );
    for (const { message, messageKo } of faults) {
      expect(message).toMatch(/\.$/);
      expect(messageKo).toMatch(/[가-힣]/);
      expect(message).not.toContain('hunter2');
    }
  });

  it('says nothing of what is not filled in, and what is wrong with the rest', async () => {
    expect(await previewOf({})).toMatchObject({ faults: [], files: [] });
    const { name, ...rest } = form;
    expect(await previewOf({ ...rest, port: 80 })).toMatchObject({
      faults: [{ rule: 'FORM', parameter: 'port' }],
      files: [],
    });
    expect(
      await previewOf({ ...form, name: 'Shop_1', host: '-' }),
    ).toMatchObject({
      faults: [
        { rule: 'FORM', parameter: 'name' },
        { rule: 'FORM', parameter: 'host' },
      ],
    });
  });

  it('compares with the open pull request of the same form', async () => {
    await portal.host.commit({
      branch: 'naru/app/mine',
      from: 'main',
      message: 'x',
      author: { name: 'a', email: 'a@b' },
      files: [{ path: 'apps/mine/values.yaml', content: 'old: true\n' }],
    });
    await portal.host.openChangeRequest({
      branch: 'naru/app/mine',
      title: 'x',
      body: '<!-- naru: {"requestedBy":"user:default/dev1","author":"a","entityRefs":[]} -->',
    });
    const preview = await previewOf({ ...form, name: 'mine' });
    expect(preview.changeRequest).toEqual({
      number: 1,
      url: 'http://git.test/platform/gitops/pulls/1',
    });
    expect(preview.files[0].before).toBe('old: true\n');
    expect(preview.faults).toEqual([]);
  });

  it('refuses a group of others, even with their own words', async () => {
    const { body } = await portal
      .preview({ ...form, owner: 'group:default/team2' })
      .expect(403);
    expect(body.error.message).toContain(
      'user:default/dev1 does not belong to group:default/team2',
    );
    await portal.preview(form, 'user:default/dev2').expect(403);
  });

  it('refuses who is not signed in, a service, and what is no template', async () => {
    const post = (header: string) =>
      request(portal.backend.server)
        .post('/api/gitops/v1/previews')
        .set('authorization', header)
        .send({ templateRef: 'template:default/helm-app', values: form });
    expect((await post(mockCredentials.none.header())).status).toBe(401);
    expect((await post(mockCredentials.service.header())).status).toBe(403);
    await portal.preview(form, undefined, 'template:default/none').expect(404);
    await portal
      .preview(form, undefined, 'component:default/payments')
      .expect(400);
    await portal
      .preview({ ...form, description: 'x'.repeat(300_000) })
      .expect(413);
  });

  it('warns when Harbor is away, and says so when the cluster or the forge is', async () => {
    portal.harbor.isAway = true;
    const warned = await previewOf({ ...form, name: 'harbor-away' });
    portal.harbor.isAway = false;
    expect(warned.faults).toMatchObject([
      { rule: 'VAL-020', severity: 'warn', parameter: 'image' },
    ]);
    expect(warned.renderings[0].manifests).toContain('team1-dev/shop:1.1.0"');

    portal.cluster.cut();
    const unchecked = await previewOf({ ...form, name: 'cluster-away' });
    portal.cluster.mend();
    expect(unchecked.faults).toMatchObject([
      { rule: 'UNCHECKED', severity: 'refuse' },
    ]);
    expect(unchecked.files).not.toEqual([]);

    portal.host.beforeCall = () => {
      throw new ForgeError({
        kind: 'unreachable',
        repository: 'platform',
        action: 'read',
      });
    };
    const { body, status } = await portal.preview({
      ...form,
      name: 'forge-away',
    });
    portal.host.beforeCall = undefined;
    expect({ status, body }).toMatchObject({ status: 503 });
    expect(body.error.message).toContain('the forge does not answer');
  });
});

describe('POST /v1/previews without helm or rights', () => {
  it('checks what needs no rendering when there is no helm', async () => {
    const path = process.env.PATH;
    const helm = process.env.NARU_HELM;
    process.env.PATH = '/nowhere';
    delete process.env.NARU_HELM;
    const portal = await startPortal({ withHelm: false });
    try {
      const { body } = await portal
        .preview({ ...form, image: { repository: 'team1-dev/shop', tag: '9' } })
        .expect(200);
      const { faults, renderings } = changePreviewSchema.parse(body);
      expect(faults).toMatchObject([
        { rule: 'HELM', severity: 'warn' },
        { rule: 'VAL-020', severity: 'refuse', parameter: 'image' },
      ]);
      expect(renderings).toEqual([
        {
          title: 'staging',
          application: 'shop-staging',
          namespace: 'team1-staging',
          unavailable: 'no-helm',
        },
      ]);
    } finally {
      process.env.PATH = path;
      if (helm !== undefined) {
        process.env.NARU_HELM = helm;
      }
      await portal.stop();
    }
  });

  it('refuses who may not create tasks', async () => {
    const portal = await startPortal({ denied: ['scaffolder.task.create'] });
    try {
      const { body } = await portal.preview(form).expect(403);
      expect(body.error.message).toContain('scaffolder.task.create');
    } finally {
      await portal.stop();
    }
  });
});
