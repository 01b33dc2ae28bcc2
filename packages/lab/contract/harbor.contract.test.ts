import {
  type HarborReply,
  type HarborTarget,
  type HarborUser,
  openHarborTarget,
} from './target/harborTarget';

jest.setTimeout(120_000);

const API = '/api/v2.0';
const NOWHERE = `sha256:${'0'.repeat(64)}`;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('harbor', () => {
  let target: HarborTarget;
  /** Digests of shop, old to new. */
  const digests: string[] = [];
  const get = (path: string, as: HarborUser | undefined = target.admin) =>
    target.ask(API + path, as);
  const nobody = (path: string) => target.ask(API + path, undefined);
  const shop = (path = '') =>
    `/projects/${target.project}/repositories/shop/artifacts${path}`;
  const tagsIn = (reply: HarborReply): string[][] =>
    reply.json.map((artifact: { tags: { name: string }[] | null }) =>
      (artifact.tags ?? []).map(({ name }) => name),
    );
  const refusal = (status: number, code: string, message: string) => ({
    status,
    json: { errors: [{ code, message }] },
  });

  beforeAll(async () => {
    target = await openHarborTarget();
    const { project, hidden, mark } = target;
    for (const tag of ['1.0.0', '1.1.0', '2.0.0'])
      digests.push(
        await target.push(`${project}/shop`, tag, `shop ${tag} ${mark}`),
      );
    await target.push(`${project}/tools/db/migrate`, '0.1', `migrate ${mark}`);
    await target.push(`${hidden}/secret`, '1', `secret ${mark}`);
  });
  afterAll(() => target.close());

  describe('who asks', () => {
    it('answers a ping of anybody', async () => {
      expect(await nobody('/ping')).toMatchObject({
        status: 200,
        text: 'Pong',
      });
    });

    it('tells its version to an account that it accepts, and only there', async () => {
      const wrong = { ...target.robot, password: 'Wrong-passw0rd' };
      const { json } = await get('/systeminfo', target.robot);
      expect(json.harbor_version).toMatch(/^v2\./);
      for (const as of [undefined, wrong]) {
        const reply = await target.ask(`${API}/systeminfo`, as);
        expect(reply.status).toBe(200);
        expect(reply.json.auth_mode).toBeDefined();
        expect(reply.json.harbor_version).toBeUndefined();
      }
    });

    it('takes a wrong password for nobody: a list is short, not refused', async () => {
      const { project, robot } = target;
      const wrong = { ...robot, password: 'Wrong-passw0rd' };
      const list = await get(`/projects?q=name=${project}`, wrong);
      expect(list).toMatchObject({ status: 200, json: [] });
      expect(await get(`/projects/${project}`, wrong)).toMatchObject(
        refusal(401, 'UNAUTHORIZED', 'unauthorized'),
      );
    });

    it('hides from a robot whether a project exists, and not from an administrator', async () => {
      const { hidden, mark, robot } = target;
      const forbidden = refusal(403, 'FORBIDDEN', 'forbidden');
      const missing = `missing-${mark}`;
      expect(await get(`/projects/${hidden}`, robot)).toMatchObject(forbidden);
      expect(await get(`/projects/${missing}`, robot)).toMatchObject(forbidden);
      expect(
        await get(`/projects/${hidden}/repositories/secret/artifacts`, robot),
      ).toMatchObject(forbidden);
      expect(await get(`/projects/${missing}`)).toMatchObject(
        refusal(404, 'NOT_FOUND', `project ${missing} not found`),
      );
      expect(await nobody(`/projects/${missing}`)).toMatchObject(
        refusal(401, 'UNAUTHORIZED', 'unauthorized'),
      );
    });

    it('sets a session with each answer, which a client must not send back', async () => {
      const reply = await get('/ping');
      expect(reply.headers.get('set-cookie')).toMatch(/^sid=/);
    });

    it('gives the request its id back', async () => {
      const reply = await target.ask(`${API}/ping`, undefined, {
        headers: { 'x-request-id': target.mark },
      });
      expect(reply.headers.get('x-request-id')).toBe(target.mark);
    });
  });

  describe('projects', () => {
    it('finds one by its exact name, with the number of its repositories', async () => {
      const { project, robot } = target;
      for (const as of [target.admin, robot]) {
        const reply = await get(
          `/projects?q=name=${project}&with_detail=false`,
          as,
        );
        expect(reply.headers.get('x-total-count')).toBe('1');
        expect(reply.json).toHaveLength(1);
        expect(reply.json[0]).toMatchObject({ name: project, repo_count: 2 });
        expect(reply.json[0].metadata).toBeUndefined();
      }
    });

    it('lists to a robot what it has a right in, and no other private one', async () => {
      const { mark, project, robot } = target;
      const reply = await get(`/projects?name=${mark}`, robot);
      expect(reply.json.map(({ name }: { name: string }) => name)).toEqual([
        project,
      ]);
      expect((await get(`/projects?name=${mark}`)).json).toHaveLength(2);
    });

    it('gives one by name or by id, and by name alone when told so', async () => {
      const { project, admin } = target;
      const { json } = await get(`/projects/${project}`);
      expect(json).toMatchObject({
        name: project,
        metadata: { public: 'false' },
      });
      expect(json.creation_time).toMatch(MOMENT);
      const byId = await get(`/projects/${json.project_id}`);
      expect(byId.json.name).toBe(project);
      const reply = await target.ask(
        `${API}/projects/${json.project_id}`,
        admin,
        { headers: { 'x-is-resource-name': 'true' } },
      );
      expect(reply.status).toBe(404);
    });
  });

  describe('repositories', () => {
    it('bear the name of their project, and sort by it', async () => {
      const { project, robot } = target;
      const { json } = await get(
        `/projects/${project}/repositories?sort=name`,
        robot,
      );
      expect(json.map(({ name }: { name: string }) => name)).toEqual([
        `${project}/shop`,
        `${project}/tools/db/migrate`,
      ]);
      expect(json[0].artifact_count).toBe(3);
    });

    it('do not tell by their time that something was pushed', async () => {
      const { json } = await get(
        `/projects/${target.project}/repositories/shop`,
      );
      expect(json.creation_time).toMatch(MOMENT);
      expect(json.update_time).toBe(json.creation_time);
    });

    it('are found by a part of their name', async () => {
      const { json } = await get(
        `/projects/${target.project}/repositories?q=name=~db`,
      );
      expect(json).toHaveLength(1);
    });

    it('of a missing project are not found, and a project is named, not numbered', async () => {
      const { project, mark } = target;
      expect(await get(`/projects/missing-${mark}/repositories`)).toMatchObject(
        refusal(404, 'NOT_FOUND', `project missing-${mark} not found`),
      );
      const { json } = await get(`/projects/${project}`);
      const byId = await get(`/projects/${json.project_id}/repositories`);
      expect(byId.status).toBe(404);
    });

    it('take the slashes of their name encoded twice; once is another path', async () => {
      const { project } = target;
      const at = (name: string) => `/projects/${project}/repositories/${name}`;
      const twice = await get(at('tools%252Fdb%252Fmigrate'));
      expect(twice.json.name).toBe(`${project}/tools/db/migrate`);
      for (const name of ['tools%2Fdb%2Fmigrate', 'tools/db/migrate'])
        expect(await get(at(name))).toMatchObject(
          refusal(
            404,
            'NOT_FOUND',
            `path ${API}${at('tools/db/migrate')} was not found`,
          ),
        );
      const artifacts = `${at('tools%252fdb%252fmigrate')}/artifacts`;
      expect((await get(artifacts)).json).toHaveLength(1);
      expect(await get(at('nope'))).toMatchObject(
        refusal(404, 'NOT_FOUND', `repository ${project}/nope not found`),
      );
    });
  });

  describe('images', () => {
    it('are listed newest first, with their tags', async () => {
      const reply = await get(shop('?q=tags=*,type=IMAGE'), target.robot);
      expect(reply.headers.get('x-total-count')).toBe('3');
      expect(tagsIn(reply)).toEqual([['2.0.0'], ['1.1.0'], ['1.0.0']]);
      expect(
        reply.json.map(({ digest }: { digest: string }) => digest),
      ).toEqual([...digests].reverse());
      expect(reply.json[0]).toMatchObject({
        type: 'IMAGE',
        repository_name: `${target.project}/shop`,
        push_time: expect.stringMatching(MOMENT),
        size: expect.any(Number),
      });
      expect(reply.json[0].tags[0].push_time).toMatch(MOMENT);
    });

    it('are narrowed by tag', async () => {
      expect(tagsIn(await get(shop('?q=tags=1.1.0')))).toEqual([['1.1.0']]);
      expect(tagsIn(await get(shop('?q=tags=~1.')))).toEqual([
        ['1.1.0'],
        ['1.0.0'],
      ]);
      expect((await get(shop('?q=type=CHART'))).json).toEqual([]);
      expect(await get(shop('?q=tags'))).toMatchObject(
        refusal(
          400,
          'BAD_REQUEST',
          'the query string must contain "=" and the key/value cannot be empty',
        ),
      );
    });

    it('come without tags when told so', async () => {
      const reply = await get(shop('?with_tag=false'));
      expect(reply.json[0].tags).toBeNull();
    });

    it('are given by tag and by digest', async () => {
      const [first] = digests;
      for (const reference of ['1.0.0', first]) {
        const { json } = await get(shop(`/${reference}`), target.robot);
        expect(json.digest).toBe(first);
        expect(json.tags[0].name).toBe('1.0.0');
        expect(json.scan_overview).toBeUndefined();
      }
    });

    it('that are not there have their name in the refusal', async () => {
      const name = `artifact ${target.project}/shop`;
      for (const [reference, what] of [
        ['9.9.9', `${name}:9.9.9`],
        [NOWHERE, `${name}@${NOWHERE}`],
      ])
        expect(await get(shop(`/${reference}`), target.robot)).toMatchObject(
          refusal(404, 'NOT_FOUND', `${what} not found`),
        );
    });

    it('of a repository that is missing are an empty list', async () => {
      const reply = await get(
        `/projects/${target.project}/repositories/nope/artifacts`,
        target.robot,
      );
      expect(reply).toMatchObject({ status: 200, json: [] });
      expect(reply.headers.get('x-total-count')).toBe('0');
    });

    it('lose a tag that is pushed again', async () => {
      const { project, mark } = target;
      const repository = `${project}/moving`;
      const old = await target.push(repository, 'stable', `old ${mark}`);
      const fresh = await target.push(repository, 'stable', `fresh ${mark}`);
      const at = `/projects/${project}/repositories/moving/artifacts`;
      expect((await get(`${at}/stable`)).json.digest).toBe(fresh);
      expect((await get(`${at}/${old}`)).json.tags).toBeFalsy();
      expect((await get(`${at}?q=tags=*`)).json).toHaveLength(1);
    });

    it('tell their tags', async () => {
      const { json } = await get(shop('/2.0.0/tags'), target.robot);
      expect(json).toEqual([
        expect.objectContaining({
          name: '2.0.0',
          push_time: expect.stringMatching(MOMENT),
        }),
      ]);
    });

    it('can be asked for by who would pull them', async () => {
      const { project, robot } = target;
      const manifest = `/v2/${project}/shop/manifests/1.1.0`;
      const head = (as: HarborUser | undefined, path = manifest) =>
        target.ask(path, as, { method: 'HEAD' });
      const reply = await head(robot);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('docker-content-digest')).toBe(digests[1]);
      expect((await head(robot, manifest.replace('1.1.0', '9'))).status).toBe(
        404,
      );
      expect((await head(undefined)).status).toBe(401);
    });
  });

  describe('pages', () => {
    it('tell the whole number and the ways on and back', async () => {
      const path = API + shop();
      const reply = await get(shop('?page_size=1&page=2'));
      expect(tagsIn(reply)).toEqual([['1.1.0']]);
      expect(reply.headers.get('x-total-count')).toBe('3');
      expect(reply.headers.get('link')).toBe(
        `<${path}?page=1&page_size=1>; rel="prev" , <${path}?page=3&page_size=1>; rel="next"`,
      );
    });

    it('beyond the end are empty', async () => {
      const reply = await get(shop('?page=50'));
      expect(reply).toMatchObject({ status: 200, json: [] });
      expect(reply.headers.get('x-total-count')).toBe('3');
      expect(reply.headers.get('link')).toBeNull();
    });

    it('have at most 100 items; 0 switches them off', async () => {
      const invalid = (reason: string) =>
        refusal(
          422,
          'UNPROCESSABLE_ENTITY',
          `validation failure list:\n${reason}`,
        );
      expect(await get(shop('?page_size=101'))).toMatchObject(
        invalid('page_size in query should be less than or equal to 100'),
      );
      expect(await get(shop('?page_size=abc'))).toMatchObject(
        invalid('page_size in query must be of type int64: "abc"'),
      );
      expect((await get(shop('?page_size=0'))).json).toHaveLength(3);
    });

    it('know no limit and no offset', async () => {
      expect((await get(shop('?limit=1&offset=1'))).json).toHaveLength(3);
    });

    it('keep the order that is asked for, and ignore a column that is none', async () => {
      expect(tagsIn(await get(shop('?sort=push_time')))[0]).toEqual(['1.0.0']);
      expect(tagsIn(await get(shop('?sort=nonsense')))[0]).toEqual(['2.0.0']);
    });

    it('lose one level of encoding of the query on the way to the next', async () => {
      const reply = await get(shop('?page_size=1&q=tags%3D*%2Ctype%3DIMAGE'));
      expect(reply.headers.get('link')).toBe(
        `<${API}${shop()}?page=2&page_size=1&q=tags=*,type=IMAGE>; rel="next"`,
      );
    });
  });
});
