import { caseSummary } from '@naru/plugin-runbooks-react/testUtils';
import { casesByAnchor } from './casesByAnchor';

describe('casesByAnchor', () => {
  it('knows the cases of a site, and none of another', () => {
    const site = { kind: 'Component', namespace: 'default', name: 'runbooks' };
    const one = caseSummary();
    expect([...casesByAnchor([one], site)]).toEqual([['kv-008', one]]);
    expect(casesByAnchor([one], { ...site, name: 'shop' }).size).toBe(0);
  });
});
