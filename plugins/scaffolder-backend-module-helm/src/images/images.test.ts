import { mockServices } from '@backstage/backend-test-utils';
import { FakeHarbor } from '../__fixtures__/FakeHarbor';
import { checkImage } from './checkImage';
import { HarborImageResolver } from './HarborImageResolver';
import { parseImageName } from './ImageName';

const DIGEST = FakeHarbor.digest;

describe('parseImageName', () => {
  it('takes a full name apart', () => {
    expect(
      parseImageName(`harbor.test:8443/team1-dev/a/b:1.0@${DIGEST}`),
    ).toEqual({
      registry: 'harbor.test:8443',
      project: 'team1-dev',
      repository: 'a/b',
      tag: '1.0',
      digest: DIGEST,
    });
  });

  it.each([
    'nginx',
    'library/nginx:1',
    'team1/shop/web:1',
    'harbor.test/x:1',
    'harbor.test/a/B:1',
    'harbor.test/a/b:1 x',
  ])('does not know %s', name => expect(parseImageName(name)).toBeUndefined());
});

describe('checkImage', () => {
  let harbor: FakeHarbor;
  beforeEach(() => {
    harbor = new FakeHarbor();
  });
  const check = (image: string) =>
    checkImage(image, {
      harbor: harbor.asHarbor(),
      registries: ['mirror.test'],
      logger: mockServices.logger.mock(),
    });

  it.each([
    'harbor.naru.example/team1-dev/shop:1.1.0',
    `harbor.naru.example/team1-dev/shop:1.1.0@${DIGEST}`,
    'mirror.test/library/nginx:1.27',
  ])('lets %s pass', async image => {
    expect(await check(image)).toEqual([]);
  });

  it.each([
    ['harbor.naru.example/team1-dev/shop:latest', 'not "latest"'],
    ['harbor.naru.example/team1-dev/shop', 'not "latest"'],
    ['harbor.naru.example/team1-dev/shop:9', 'Harbor has no image'],
    ['docker.io/library/nginx:1', 'is not one of ours'],
    ['nginx:1', 'is not <registry>'],
  ])('refuses %s', async (image, message) => {
    const [fault, ...more] = await check(image);
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ rule: 'VAL-020', values: 'image' });
    expect(fault.severity).toBeUndefined();
    expect(fault.message).toContain(message);
    expect(fault.messageKo).toMatch(/[가-힣]/);
  });

  it('warns when Harbor is away, and refuses what Harbor hides', async () => {
    harbor.fails = 'unreachable';
    expect(
      await check('harbor.naru.example/team1-dev/shop:1.1.0'),
    ).toMatchObject([{ rule: 'VAL-020', severity: 'warn' }]);
    harbor.fails = 'forbidden';
    expect(
      (await check('harbor.naru.example/secret/shop:1.1.0'))[0],
    ).toMatchObject({
      severity: undefined,
      message: expect.stringContaining('no project secret'),
    });
  });
});

describe('HarborImageResolver', () => {
  const ask = (question: unknown, harbor = new FakeHarbor()) =>
    new HarborImageResolver(harbor.asHarbor()).resolve(question, {});

  it('finds the digest of a tag', async () => {
    expect(await ask({ repository: 'team1-dev/shop', tag: '1.1.0' })).toEqual({
      value: {
        registry: 'harbor.naru.example',
        repository: 'team1-dev/shop',
        tag: '1.1.0',
        digest: DIGEST,
      },
      faults: [],
    });
  });

  it('does without when there is none, or Harbor is away', async () => {
    const away = new FakeHarbor();
    away.fails = 'unreachable';
    for (const answer of [
      await ask({ repository: 'team1-dev/shop', tag: '9' }),
      await ask({ repository: 'team1-dev/shop', tag: '1.1.0' }, away),
      await ask({ registry: 'other.test', repository: 'a/b', tag: '1' }),
    ]) {
      expect(answer.value.digest).toBeUndefined();
      expect(answer.faults).toEqual([]);
    }
  });

  it.each([undefined, {}, { repository: '../x', tag: '1' }])(
    'refuses the question %j',
    async question => {
      await expect(ask(question)).rejects.toThrow('without saying which');
    },
  );
});
