import { z } from 'zod';
import {
  ApiError,
  type KubernetesObject,
  type Requester,
} from '../KubernetesApi';
import { qualifiedName } from '../resources/ResourceDefinition';
import type { ObjectStore } from '../store/ObjectStore';
import {
  allowsPath,
  allowsResource,
  policyRule,
  type NonResourceAttributes,
  type PolicyRule,
  type ResourceAttributes,
} from './RbacRules';

const ROLES = 'roles.rbac.authorization.k8s.io';
const CLUSTER_ROLES = 'clusterroles.rbac.authorization.k8s.io';
const ROLE_BINDINGS = 'rolebindings.rbac.authorization.k8s.io';
const CLUSTER_ROLE_BINDINGS = 'clusterrolebindings.rbac.authorization.k8s.io';

const role = z.object({
  rules: z
    .array(policyRule)
    .nullish()
    .transform(value => value ?? []),
});

const binding = z.object({
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(
      z.object({
        kind: z.string(),
        name: z.string(),
        namespace: z.string().optional(),
      }),
    )
    .nullish()
    .transform(value => value ?? []),
});

/** RBAC from the Role, ClusterRole and binding objects of the store; nothing is allowed but by them or `system:masters`. */
export class Authorizer {
  readonly #store: ObjectStore;

  constructor(options: { store: ObjectStore }) {
    this.#store = options.store;
  }

  allows(
    requester: Requester,
    attributes: ResourceAttributes | NonResourceAttributes,
  ): boolean {
    if (requester.groups.includes('system:masters')) return true;
    const namespace = 'path' in attributes ? undefined : attributes.namespace;
    return this.rulesFor(requester, namespace).some(rule =>
      'path' in attributes
        ? allowsPath(rule, attributes)
        : allowsResource(rule, attributes),
    );
  }

  /** @throws ApiError 403 in the words of kube-apiserver */
  check(
    requester: Requester,
    attributes: ResourceAttributes | NonResourceAttributes,
  ): void {
    if (!this.allows(requester, attributes)) {
      throw forbidden(requester, attributes);
    }
  }

  /** All rules that hold for somebody in a namespace (or in the whole cluster only). */
  rulesFor(requester: Requester, namespace: string | undefined): PolicyRule[] {
    if (requester.groups.includes('system:masters')) {
      const everything: PolicyRule = {
        verbs: ['*'],
        apiGroups: ['*'],
        resources: ['*'],
        resourceNames: [],
        nonResourceURLs: [],
      };
      return [
        everything,
        {
          ...everything,
          apiGroups: [],
          resources: [],
          nonResourceURLs: ['*'],
        },
      ];
    }
    const rules = this.#store
      .list(CLUSTER_ROLE_BINDINGS)
      .flatMap(item => this.#rulesOf(item, requester));
    if (namespace === undefined) return rules;
    return [
      ...rules,
      ...this.#store
        .list(ROLE_BINDINGS, namespace)
        .flatMap(item => this.#rulesOf(item, requester))
        .filter(rule => rule.nonResourceURLs.length === 0),
    ];
  }

  #rulesOf(object: KubernetesObject, requester: Requester): PolicyRule[] {
    const parsed = binding.safeParse(object);
    if (!parsed.success) return [];
    const { namespace } = object.metadata;
    const { roleRef, subjects } = parsed.data;
    const meant = subjects.some(subject => {
      if (subject.kind === 'User') return subject.name === requester.name;
      if (subject.kind === 'Group') {
        return requester.groups.includes(subject.name);
      }
      const home = subject.namespace ?? namespace ?? '';
      return requester.name === `system:serviceaccount:${home}:${subject.name}`;
    });
    if (!meant) return [];
    const target =
      roleRef.kind === 'ClusterRole'
        ? this.#store.get(CLUSTER_ROLES, undefined, roleRef.name)
        : this.#store.get(ROLES, namespace, roleRef.name);
    return target ? role.parse(target).rules : [];
  }
}

/** 403 in the words of kube-apiserver. */
export function forbidden(
  requester: Requester,
  attributes: ResourceAttributes | NonResourceAttributes,
): ApiError {
  const user = JSON.stringify(requester.name);
  if ('path' in attributes) {
    return new ApiError(
      403,
      'Forbidden',
      `forbidden: User ${user} cannot ${attributes.verb} path ${JSON.stringify(
        attributes.path,
      )}`,
      {},
    );
  }
  const { group, resource, subresource, namespace, name, verb } = attributes;
  const full = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace
    ? `in the namespace ${JSON.stringify(namespace)}`
    : 'at the cluster scope';
  const what = qualifiedName(group, resource);
  const subject = name ? `${what} ${JSON.stringify(name)}` : what;
  return new ApiError(
    403,
    'Forbidden',
    `${subject} is forbidden: User ${user} cannot ${verb} resource ${JSON.stringify(
      full,
    )} in API group ${JSON.stringify(group)} ${where}`,
    {
      ...(name && { name }),
      ...(group !== '' && { group }),
      kind: resource,
    },
  );
}
