import { makeBoatKind, type BoatKind } from './target/boats';
import {
  makeNamespace,
  type TestNamespace,
} from './target/kubernetesNamespace';
import {
  startKubernetesTarget,
  type KubernetesTarget,
  type TargetRequestOptions,
} from './target/kubernetesTarget';

jest.setTimeout(60_000);

const RBAC = 'rbac.authorization.k8s.io/v1';
const ACCESS = '/apis/authorization.k8s.io/v1';

describe('Kubernetes access and discovery', () => {
  let target: KubernetesTarget;
  let kind: BoatKind;
  let namespace: TestNamespace;

  beforeAll(async () => {
    target = await startKubernetesTarget();
    kind = await makeBoatKind(target);
  });
  afterAll(async () => {
    await kind.remove();
    await target.close();
  });
  beforeEach(async () => {
    namespace = await makeNamespace(target);
  });
  afterEach(async () => {
    await namespace.remove();
  });

  const asDana = (
    method: string,
    path: string,
    options: TargetRequestOptions = {},
  ) =>
    target.request(method, path, {
      ...options,
      headers: { 'Impersonate-User': 'dana', 'Impersonate-Group': 'team1' },
    });
  const grant = async (
    rules: object[],
    subject: object = { kind: 'User', name: 'dana' },
  ) => {
    await target.request('POST', namespace.path(RBAC, 'roles'), {
      body: { metadata: { name: 'r' }, rules },
    });
    const { status } = await target.request(
      'POST',
      namespace.path(RBAC, 'rolebindings'),
      {
        body: {
          metadata: { name: 'r' },
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Role',
            name: 'r',
          },
          subjects: [{ apiGroup: 'rbac.authorization.k8s.io', ...subject }],
        },
      },
    );
    expect(status).toBe(201);
  };
  const becomes = (status: number, path: string) =>
    target.eventually(async () => {
      const answer = await asDana('GET', path);
      if (answer.status !== status)
        throw new Error(`${path}: ${answer.status}`);
      return answer.status;
    });

  it('answers 401 Unauthorized to an unknown token', async () => {
    const { status, body } = await target.request('GET', '/api/v1/pods', {
      token: 'nobody',
    });
    expect(status).toBe(401);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  it('lets a labelled ClusterRole reach those who view, edit and administer', async () => {
    const role = `boats-view-${namespace.name}`;
    const boats = namespace.path(kind.apiVersion, 'boats');
    await target.request('POST', namespace.path(RBAC, 'rolebindings'), {
      body: {
        metadata: { name: 'editors' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'edit',
        },
        subjects: [
          {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'User',
            name: 'dana',
          },
        ],
      },
    });
    await becomes(200, namespace.path('v1', 'pods'));
    expect((await asDana('GET', boats)).status).toBe(403);
    await target.request('POST', `/apis/${RBAC}/clusterroles`, {
      body: {
        metadata: {
          name: role,
          labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
        },
        rules: [
          { apiGroups: [kind.group], resources: ['boats'], verbs: ['list'] },
        ],
      },
    });
    await becomes(200, boats);
    await target.request('DELETE', `/apis/${RBAC}/clusterroles/${role}`);
    await becomes(403, boats);
  });

  it('answers 403 with who cannot do what where', async () => {
    const { status, body } = await asDana('GET', namespace.path('v1', 'pods'));
    expect(status).toBe(403);
    expect(body).toMatchObject({
      reason: 'Forbidden',
      message: `pods is forbidden: User "dana" cannot list resource "pods" in API group "" in the namespace "${namespace.name}"`,
      details: { kind: 'pods' },
    });
  });

  it('names object, subresource, group and cluster scope in a 403', async () => {
    const one = await asDana(
      'PATCH',
      `${namespace.path(kind.apiVersion, 'boats', 'b')}/status`,
      { contentType: 'application/merge-patch+json', body: {} },
    );
    expect(one.body.message).toBe(
      `boats.${kind.group} "b" is forbidden: User "dana" cannot patch resource "boats/status" in API group "${kind.group}" in the namespace "${namespace.name}"`,
    );
    const all = await asDana('GET', `/apis/${kind.apiVersion}/boats`);
    expect(all.body.message).toBe(
      `boats.${kind.group} is forbidden: User "dana" cannot list resource "boats" in API group "${kind.group}" at the cluster scope`,
    );
    const path = await asDana('GET', '/metrics');
    expect(path.status).toBe(403);
    expect(path.body.message).toBe(
      'forbidden: User "dana" cannot get path "/metrics"',
    );
  });

  it('decides before it looks: a missing object is 403 to whom it is not allowed', async () => {
    const { status } = await asDana(
      'GET',
      namespace.path('v1', 'configmaps', 'none'),
    );
    expect(status).toBe(403);
  });

  it('allows what a Role grants to a user, and nothing else', async () => {
    await grant([{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }]);
    expect(await becomes(200, namespace.path('v1', 'pods'))).toBe(200);
    const other = await asDana('GET', '/api/v1/namespaces/default/pods');
    expect(other.status).toBe(403);
    const write = await asDana('DELETE', namespace.path('v1', 'pods', 'p'));
    expect(write.status).toBe(403);
  });

  it('allows what a Role grants to a group', async () => {
    await grant([{ apiGroups: [kind.group], resources: ['*'], verbs: ['*'] }], {
      kind: 'Group',
      name: 'team1',
    });
    expect(await becomes(200, namespace.path(kind.apiVersion, 'boats'))).toBe(
      200,
    );
  });

  it('holds a rule to its resourceNames', async () => {
    await grant([
      {
        apiGroups: [''],
        resources: ['configmaps'],
        resourceNames: ['kube-root-ca.crt'],
        verbs: ['get'],
      },
    ]);
    await target.eventually(async () => {
      const own = await asDana(
        'GET',
        namespace.path('v1', 'configmaps', 'kube-root-ca.crt'),
      );
      expect(own.status).toBe(200);
    });
    const other = await asDana(
      'GET',
      namespace.path('v1', 'configmaps', 'other'),
    );
    expect(other.status).toBe(403);
  });

  it('takes a ClusterRole bound in a namespace for that namespace', async () => {
    await target.request('POST', namespace.path(RBAC, 'rolebindings'), {
      body: {
        metadata: { name: 'v' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'view',
        },
        subjects: [{ kind: 'User', name: 'dana' }],
      },
    });
    expect(await becomes(200, namespace.path('v1', 'configmaps'))).toBe(200);
    const secrets = await asDana('GET', namespace.path('v1', 'secrets'));
    expect(secrets.status).toBe(403);
    const cluster = await asDana('GET', '/api/v1/configmaps');
    expect(cluster.status).toBe(403);
  });

  it('answers SelfSubjectAccessReview as the requests themselves would go', async () => {
    await grant([{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }]);
    const may = async (verb: string) => {
      const { status, body } = await asDana(
        'POST',
        `${ACCESS}/selfsubjectaccessreviews`,
        {
          body: {
            spec: {
              resourceAttributes: {
                namespace: namespace.name,
                verb,
                resource: 'pods',
              },
            },
          },
        },
      );
      expect(status).toBe(201);
      return body.status.allowed;
    };
    await target.eventually(async () => expect(await may('list')).toBe(true));
    expect(await may('delete')).toBe(false);
  });

  it('answers SubjectAccessReview for somebody else', async () => {
    const { body } = await target.request(
      'POST',
      `${ACCESS}/subjectaccessreviews`,
      {
        body: {
          spec: {
            user: 'ada',
            groups: ['system:masters'],
            resourceAttributes: { verb: 'delete', resource: 'nodes' },
          },
        },
      },
    );
    expect(body.status.allowed).toBe(true);
  });

  it('lists the rules that hold for the asker in a namespace', async () => {
    await grant([
      { apiGroups: [kind.group], resources: ['boats'], verbs: ['get'] },
    ]);
    await target.eventually(async () => {
      const { body } = await asDana(
        'POST',
        `${ACCESS}/selfsubjectrulesreviews`,
        { body: { spec: { namespace: namespace.name } } },
      );
      expect(body.status.resourceRules).toContainEqual({
        verbs: ['get'],
        apiGroups: [kind.group],
        resources: ['boats'],
      });
    });
  });

  it('tells the asker who they are', async () => {
    const { body } = await asDana(
      'POST',
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      { body: {} },
    );
    expect(body.status.userInfo).toMatchObject({
      username: 'dana',
      groups: ['team1', 'system:authenticated'],
    });
  });

  it('lets everyone who is signed in discover', async () => {
    for (const path of ['/api', '/apis', '/version', '/openapi/v3']) {
      expect((await asDana('GET', path)).status).toBe(200);
    }
  });

  it('says its version as kubectl reads it', async () => {
    const { body } = await target.request('GET', '/version');
    expect(body).toMatchObject({
      major: '1',
      gitVersion: expect.stringMatching(/^v1\.\d+\.\d+/),
    });
  });

  it('is ready in plain text', async () => {
    for (const path of ['/readyz', '/healthz', '/livez']) {
      const { status, body } = await target.request('GET', path);
      expect([status, body]).toEqual([200, 'ok']);
    }
  });

  it('names groups, versions and kinds in plain discovery', async () => {
    const groups = await target.request('GET', '/apis');
    expect(groups.body.groups).toContainEqual({
      name: kind.group,
      versions: [{ groupVersion: kind.apiVersion, version: 'v1' }],
      preferredVersion: { groupVersion: kind.apiVersion, version: 'v1' },
    });
    const { body } = await target.request('GET', `/apis/${kind.apiVersion}`);
    expect(body).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: kind.apiVersion,
    });
    expect(body.resources).toEqual([
      expect.objectContaining({
        name: 'boats',
        singularName: 'boat',
        namespaced: true,
        kind: 'Boat',
        shortNames: ['bt'],
        verbs: expect.arrayContaining(['get', 'list', 'watch', 'patch']),
      }),
      expect.objectContaining({ name: 'boats/status', kind: 'Boat' }),
    ]);
    const core = await target.request('GET', '/api/v1');
    expect(core.body.resources).toContainEqual(
      expect.objectContaining({
        name: 'pods',
        kind: 'Pod',
        shortNames: ['po'],
      }),
    );
  });

  it('names them all at once in aggregated discovery', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const { body, headers } = await target.eventually(async () => {
      const answer = await target.request('GET', '/apis', { accept });
      expect(JSON.stringify(answer.body)).toContain(kind.group);
      return answer;
    });
    expect(headers['content-type']).toContain('as=APIGroupDiscoveryList');
    expect(body.kind).toBe('APIGroupDiscoveryList');
    const group = body.items.find(
      (item: { metadata: { name: string } }) =>
        item.metadata.name === kind.group,
    );
    expect(group.versions[0]).toMatchObject({
      version: 'v1',
      freshness: 'Current',
      resources: [
        {
          resource: 'boats',
          responseKind: { group: kind.group, version: 'v1', kind: 'Boat' },
          scope: 'Namespaced',
          singularResource: 'boat',
          shortNames: ['bt'],
          subresources: [{ subresource: 'status' }],
        },
      ],
    });
    const core = await target.request('GET', '/api', { accept });
    expect(JSON.stringify(core.body)).toContain('"resource":"pods"');
  });

  it('answers addresses of nobody with 404, and wrong methods with 405', async () => {
    const group = await target.request('GET', '/apis/none.example.com/v1/foos');
    expect(group.status).toBe(404);
    expect(group.body).toContain('404 page not found');
    const plural = await target.request('GET', '/apis/apps/v1/foos');
    expect(plural.status).toBe(404);
    expect(plural.body.message).toBe(
      'the server could not find the requested resource',
    );
    const put = await target.request('PUT', namespace.path('v1', 'pods'), {
      body: {},
    });
    expect(put.status).toBe(405);
    expect(put.body.message).toBe(
      'the server does not allow this method on the requested resource',
    );
  });

  it('shows an event under both of its groups', async () => {
    await target.request('POST', namespace.path('v1', 'events'), {
      body: {
        metadata: { name: 'e' },
        involvedObject: {
          kind: 'ConfigMap',
          name: 'a',
          namespace: namespace.name,
        },
        reason: 'Tried',
        message: 'It was tried',
        type: 'Normal',
        source: { component: 'contract' },
        count: 2,
      },
    });
    const { body } = await target.request(
      'GET',
      namespace.path('events.k8s.io/v1', 'events', 'e'),
    );
    expect(body).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      reason: 'Tried',
      note: 'It was tried',
      regarding: { kind: 'ConfigMap', name: 'a' },
      deprecatedCount: 2,
    });
  });
});
