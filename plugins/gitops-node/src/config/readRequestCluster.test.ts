import { ConfigReader } from '@backstage/config';
import { readRequestCluster } from './readRequestCluster';

const read = (gitops: object) =>
  readRequestCluster(new ConfigReader({ gitops: gitops as never }));
const argocd = [{ cluster: 'prod7' }, { cluster: 'prod8' }];

describe('readRequestCluster', () => {
  it('is the configured one, else that of the first Argo CD', () => {
    expect(read({ argocd, requests: { cluster: 'prod8' } })).toBe('prod8');
    expect(read({ argocd })).toBe('prod7');
    expect(read({})).toBeUndefined();
  });

  it('refuses a cluster without an Argo CD', () => {
    expect(() => read({ argocd, requests: { cluster: 'prod9' } })).toThrow(
      'gitops.requests.cluster: "prod9" is not the cluster of one of gitops.argocd (prod7, prod8)',
    );
  });
});
