import { Manifest } from '@naru/plugin-gitops-node';
import {
  checkAppName,
  checkName,
  checkNamespace,
  checkRepetition,
} from './manifestRules';
import { checkPath } from './pathRules';

const manifest = (
  change: { name?: string; namespace?: string; path?: string } = {},
): Manifest => {
  const {
    name = 'web-01',
    namespace = 'team1-staging',
    path = 'kubernetes/staging/vms/team1/web-01.yaml',
  } = change;
  return {
    path,
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace },
    object: {},
  };
};

describe('checkPath', () => {
  it.each([
    'kubernetes/staging/vms/team1/web-01.yaml',
    'kubernetes/production/apps/team1/shop/values/web.yaml',
  ])('allows %s', path => {
    expect(checkPath({ path, holds: 'manifest' }, 'team1')).toEqual([]);
  });

  it.each([
    'kubernetes/staging/vms/team2/web-01.yaml',
    'kubernetes/staging/vms/team1/../team2/web-01.yaml',
    'kubernetes/staging/vms/team1/..yaml',
    'kubernetes/staging/tenants/team1/quota.yaml',
    'kubernetes/lab/vms/team1/web-01.yaml',
    'kubernetes/staging/vms/team1/web-01.sh',
    'kubernetes/staging/vms/team1/.git/config.yaml',
    'kubernetes/staging/vms/team1/Web.yaml',
    'argocd/applications/x.yaml',
    '/kubernetes/staging/vms/team1/web-01.yaml',
    `kubernetes/staging/vms/team1/${'a'.repeat(200)}.yaml`,
  ])('refuses %.80s', path => {
    expect(checkPath({ path, holds: 'manifest' }, 'team1')).toMatchObject([
      { rule: 'VAL-001' },
    ]);
  });
});

describe('rules for every manifest', () => {
  it.each(['web-01', 'a', 'a'.repeat(63)])('allow the name %s', name => {
    expect(checkName(manifest({ name }))).toEqual([]);
  });

  it.each(['', '-a', 'a-', 'A', 'a_b', 'a.b', 'a b', '웹', 'a'.repeat(64)])(
    'refuse the name "%s"',
    name => {
      expect(checkName(manifest({ name }))).toMatchObject([
        { rule: 'VAL-010' },
      ]);
    },
  );

  it('keep the names of the Applications of machines free', () => {
    const rules = (app: string) =>
      checkAppName(`argocd/applications/${app}-staging.yaml`).map(
        ({ rule }) => rule,
      );
    expect(rules('shop-vms-api')).toEqual([]);
    expect(rules('team2-vms')).toEqual(['VAL-010']);
  });

  it('keep an object in the namespace of its team and environment', () => {
    expect(checkNamespace(manifest())).toEqual([]);
    for (const namespace of ['team2-staging', 'team1-production', undefined]) {
      const one = manifest();
      one.metadata.namespace = namespace;
      expect(checkNamespace(one)).toMatchObject([
        { rule: 'VAL-042', message: expect.stringContaining('team1-staging') },
      ]);
    }
  });

  it('refuse an object that is there twice, whatever its version', () => {
    const again = { ...manifest(), apiVersion: 'kubevirt.io/v1alpha3' };
    expect(checkRepetition([manifest(), manifest({ name: 'b' })])).toEqual([]);
    expect(checkRepetition([manifest(), again])).toMatchObject([
      { rule: 'VAL-011' },
    ]);
  });
});
