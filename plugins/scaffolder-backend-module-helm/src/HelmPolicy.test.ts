import { mockServices } from '@backstage/backend-test-utils';
import { readHelmPolicy } from './HelmPolicy';

const read = (helm: object) =>
  readHelmPolicy(mockServices.rootConfig({ data: { helm } as never }));

describe('readHelmPolicy', () => {
  it('reads what is there, and has defaults for the rest', () => {
    expect(read({})).toEqual({
      path: undefined,
      registries: [],
      domains: { staging: undefined, production: undefined },
    });
    expect(
      read({
        path: '/bin/helm',
        requests: {
          registries: ['registry.test:5000'],
          domains: { staging: 'staging.naru.example' },
        },
      }),
    ).toEqual({
      path: '/bin/helm',
      registries: ['registry.test:5000'],
      domains: { staging: 'staging.naru.example', production: undefined },
    });
  });

  it.each([
    [{ registries: ['https://registry.test'] }, 'helm.requests.registries'],
    [{ registries: ['Registry'] }, 'helm.requests.registries'],
    [{ domains: { staging: '*.naru.example' } }, 'domains.staging'],
    [{ domains: { production: 'naru' } }, 'domains.production'],
  ])('refuses %j in one line', (requests, message) => {
    expect(() => read({ requests })).toThrow(message);
  });
});
