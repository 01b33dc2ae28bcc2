import { entityDocument } from './entityDocument';

describe('entityDocument', () => {
  it('makes names, tags and known annotations of a machine findable', () => {
    expect(
      entityDocument({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          namespace: 'team1-staging',
          name: 'web-01',
          title: 'Web server',
          description: '웹 서버',
          tags: ['linux'],
          annotations: {
            'naru.io/cluster': 'prod7',
            'naru.io/requested-by': 'user:default/dev1',
            'backstage.io/managed-by-location': 'url:https://git.example.com',
          },
        },
        spec: {
          type: 'virtual-machine',
          owner: 'group:default/team1',
          system: 'shop',
        },
      }),
    ).toMatchObject({
      title: 'Web server',
      text: '웹 서버',
      kind: 'Resource',
      names: ['web-01', 'team1-staging/web-01'],
      tags: ['linux'],
      keywords: [
        'VM',
        'virtual machine',
        '가상 머신',
        'prod7',
        'user:default/dev1',
        'shop',
      ],
    });
  });

  it('finds people by name and address', () => {
    expect(
      entityDocument({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'dev1' },
        spec: {
          profile: {
            displayName: 'Kim Dana 김다나',
            email: 'dana@example.com',
          },
        },
      }).names,
    ).toEqual(['dev1', 'Kim Dana 김다나', 'dana@example.com']);
  });
});
