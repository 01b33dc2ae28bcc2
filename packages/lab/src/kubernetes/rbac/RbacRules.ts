import { z } from 'zod';

const strings = z
  .array(z.string())
  .nullish()
  .transform(value => value ?? []);

/** Rule of a Role or ClusterRole. */
export const policyRule = z.object({
  verbs: strings,
  apiGroups: strings,
  resources: strings,
  resourceNames: strings,
  nonResourceURLs: strings,
});

/** Rule of a Role or ClusterRole, lists never absent. */
export type PolicyRule = z.infer<typeof policyRule>;

/** What somebody wants to do with an object or a kind. */
export interface ResourceAttributes {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

/** What somebody wants to do with an address that is no object. */
export interface NonResourceAttributes {
  verb: string;
  path: string;
}

function includes(list: readonly string[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

/** Whether a rule lets this be done to an object. */
export function allowsResource(
  rule: PolicyRule,
  attributes: ResourceAttributes,
): boolean {
  const { subresource, resource } = attributes;
  const combined = subresource ? `${resource}/${subresource}` : resource;
  return (
    includes(rule.verbs, attributes.verb) &&
    includes(rule.apiGroups, attributes.group) &&
    (includes(rule.resources, combined) ||
      (subresource !== undefined &&
        rule.resources.includes(`*/${subresource}`))) &&
    (rule.resourceNames.length === 0 ||
      (attributes.name !== undefined &&
        rule.resourceNames.includes(attributes.name)))
  );
}

/** Whether a rule lets this address be used. */
export function allowsPath(
  rule: PolicyRule,
  attributes: NonResourceAttributes,
): boolean {
  return (
    includes(rule.verbs, attributes.verb) &&
    rule.nonResourceURLs.some(
      url =>
        url === '*' ||
        url === attributes.path ||
        (url.endsWith('*') && attributes.path.startsWith(url.slice(0, -1))),
    )
  );
}
