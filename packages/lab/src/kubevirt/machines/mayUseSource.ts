import { z } from 'zod';
import type {
  KubernetesApi,
  KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import { allowsResource, policyRule } from '../../kubernetes/rbac/RbacRules';

const bindingSchema = z.object({
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(
      z.object({
        kind: z.string(),
        name: z.string(),
        namespace: z.string().optional(),
      }),
    )
    .nullish(),
});

const roleSchema = z.object({ rules: z.array(policyRule).nullish() });

function rbac(plural: string) {
  return { group: 'rbac.authorization.k8s.io', version: 'v1', plural };
}

/**
 * Whether machines of `namespace` may clone images of `sourceNamespace`: their service account `default` needs the right
 * to create `datavolumes/source` there.
 */
export function mayUseSource(
  api: KubernetesApi,
  namespace: string,
  sourceNamespace: string,
): boolean {
  const groups = [
    'system:serviceaccounts',
    `system:serviceaccounts:${namespace}`,
    'system:authenticated',
  ];
  const grants = (object: KubernetesObject): boolean => {
    const parsed = bindingSchema.safeParse(object);
    if (!parsed.success) return false;
    const { roleRef, subjects } = parsed.data;
    const meant = (subjects ?? []).some(subject =>
      subject.kind === 'Group'
        ? groups.includes(subject.name)
        : subject.kind === 'ServiceAccount' &&
          subject.name === 'default' &&
          subject.namespace === namespace,
    );
    if (!meant) return false;
    const role =
      roleRef.kind === 'ClusterRole'
        ? api.find(rbac('clusterroles'), undefined, roleRef.name)
        : api.find(rbac('roles'), object.metadata.namespace, roleRef.name);
    const rules = role && roleSchema.safeParse(role).data?.rules;
    return (rules ?? []).some(rule =>
      allowsResource(rule, {
        verb: 'create',
        group: 'cdi.kubevirt.io',
        resource: 'datavolumes',
        subresource: 'source',
        namespace: sourceNamespace,
      }),
    );
  };
  const local = api.list(rbac('rolebindings'), { namespace: sourceNamespace });
  return (
    local.items.some(grants) ||
    api.list(rbac('clusterrolebindings')).items.some(grants)
  );
}
