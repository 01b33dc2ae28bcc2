import { z } from 'zod';
import { ApiError, type Requester } from '../KubernetesApi';
import type { Authorizer } from './Authorizer';

const resourceAttributes = z.object({
  namespace: z.string().optional(),
  verb: z.string().optional(),
  group: z.string().optional(),
  version: z.string().optional(),
  resource: z.string().optional(),
  subresource: z.string().optional(),
  name: z.string().optional(),
});

const accessSpec = z.object({
  resourceAttributes: resourceAttributes.nullish(),
  nonResourceAttributes: z
    .object({ path: z.string().optional(), verb: z.string().optional() })
    .nullish(),
  user: z.string().optional(),
  groups: z.array(z.string()).nullish(),
});

const rulesSpec = z.object({ namespace: z.string().optional() });

const body = z.object({
  metadata: z.object({ namespace: z.string().optional() }).optional(),
  spec: z.unknown().optional(),
});

/** Reviews that the server answers without keeping them. */
export const REVIEW_KINDS: Record<string, string> = {
  selfsubjectaccessreviews: 'SelfSubjectAccessReview',
  selfsubjectrulesreviews: 'SelfSubjectRulesReview',
  subjectaccessreviews: 'SubjectAccessReview',
  localsubjectaccessreviews: 'LocalSubjectAccessReview',
  selfsubjectreviews: 'SelfSubjectReview',
};

function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ApiError(
    400,
    'BadRequest',
    `the review cannot be read: spec.${issue.path.join('.')}: ${issue.message}`,
  );
}

/**
 * Answers a review of authorization.k8s.io or authentication.k8s.io.
 *
 * @throws ApiError 400 when its spec cannot be read
 */
export function answerReview(
  plural: string,
  review: unknown,
  requester: Requester,
  authorizer: Authorizer,
): object {
  const { spec, metadata } = read(body, review);
  const kind = REVIEW_KINDS[plural];
  const frame = (apiVersion: string, rest: object) => ({
    kind,
    apiVersion,
    metadata: { creationTimestamp: null, ...metadata },
    ...rest,
  });
  if (plural === 'selfsubjectreviews') {
    return frame('authentication.k8s.io/v1', {
      status: {
        userInfo: {
          username: requester.name,
          ...(requester.uid && { uid: requester.uid }),
          groups: requester.groups,
        },
      },
    });
  }
  if (plural === 'selfsubjectrulesreviews') {
    const { namespace } = read(rulesSpec, spec);
    return frame('authorization.k8s.io/v1', {
      spec: {},
      status: rulesStatus(authorizer, requester, namespace),
    });
  }
  const wanted = read(accessSpec, spec);
  const subject = plural.startsWith('self')
    ? requester
    : { name: wanted.user ?? '', groups: wanted.groups ?? [] };
  return frame('authorization.k8s.io/v1', {
    spec: wanted,
    status: accessStatus(authorizer, subject, wanted),
  });
}

function accessStatus(
  authorizer: Authorizer,
  subject: Requester,
  wanted: z.infer<typeof accessSpec>,
): object {
  const { resourceAttributes: resource, nonResourceAttributes: address } =
    wanted;
  const allowed = authorizer.allows(
    subject,
    resource
      ? {
          verb: resource.verb ?? '',
          group: resource.group ?? '',
          resource: resource.resource ?? '',
          subresource: resource.subresource || undefined,
          namespace: resource.namespace || undefined,
          name: resource.name || undefined,
        }
      : { verb: address?.verb ?? '', path: address?.path ?? '' },
  );
  return { allowed };
}

function rulesStatus(
  authorizer: Authorizer,
  requester: Requester,
  namespace: string | undefined,
): object {
  const rules = authorizer.rulesFor(requester, namespace || undefined);
  return {
    resourceRules: rules
      .filter(rule => rule.resources.length > 0)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames.length > 0 && { resourceNames }),
      })),
    nonResourceRules: rules
      .filter(rule => rule.nonResourceURLs.length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}
