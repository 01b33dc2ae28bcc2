import { caseOfLink } from './caseOfLink';

describe('caseOfLink', () => {
  it('knows cases of this portal', () => {
    expect(caseOfLink('../gitops/self-heal.md#argo-004')).toBe('ARGO-004');
    expect(caseOfLink('/docs/default/component/runbooks/en/x#kv-008')).toBe(
      'KV-008',
    );
    expect(caseOfLink('#kv-008')).toBe('KV-008');
  });

  it('takes nothing else for a case', () => {
    expect(caseOfLink('https://example.com/x#kv-008')).toBeUndefined();
    expect(caseOfLink('//example.com/x#kv-008')).toBeUndefined();
    expect(caseOfLink('/docs/x#check')).toBeUndefined();
    expect(caseOfLink('/docs/x#step-1')).toBeUndefined();
    expect(caseOfLink('/docs/x')).toBeUndefined();
  });
});
