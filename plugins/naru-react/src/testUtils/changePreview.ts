import type { ChangePreview } from '@naru/plugin-gitops-common';

/**
 * What a faultless request for an application would do, as far as a test does not say otherwise.
 *
 * @public
 */
export function changePreview(
  overrides: Partial<ChangePreview> = {},
): ChangePreview {
  return {
    faults: [],
    files: [{ path: 'apps/shop/values.yaml', after: 'port: 8080\n' }],
    diff: '--- /dev/null\n+++ b/apps/shop/values.yaml\n@@ -0,0 +1,1 @@\n+port: 8080\n',
    renderings: [],
    ...overrides,
  };
}
