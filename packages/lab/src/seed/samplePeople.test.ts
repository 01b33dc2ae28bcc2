import { samplePeople } from './samplePeople';

describe('samplePeople', () => {
  const people = samplePeople(name => `secret of ${name}`);

  it('asks for every password and token by a name of its own', () => {
    const names: string[] = [];
    samplePeople(name => {
      names.push(name);
      return name;
    });
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'password/dev1',
        'forge/naru-bot',
        'kubernetes/ops1',
      ]),
    );
    expect(people[0].forge.token).toBe('secret of forge/dev1');
  });

  it('lets the platform engineer merge, and nobody else', () => {
    const may = people.filter(each => each.forge.mayMerge?.length);
    expect(may.map(each => each.forge.login)).toEqual(['ops1']);
  });

  it('gives Naru the right to push branches, without being a person', () => {
    const bot = people.find(each => each.forge.login === 'naru-bot');
    expect(bot).toMatchObject({
      userRef: undefined,
      forge: { service: true, mayWrite: ['platform/gitops'] },
    });
  });

  it('knows people in the cluster by the groups of their teams', () => {
    const groups = Object.fromEntries(
      people.map(({ forge, kubernetes }) => [
        forge.login,
        kubernetes.requester.groups,
      ]),
    );
    expect(groups).toMatchObject({
      dev1: ['team1', 'system:authenticated'],
      audit1: ['auditors', 'system:authenticated'],
      ops1: ['platform-team', 'system:authenticated'],
    });
  });
});
