import { z } from 'zod';

const requirement = z.object({
  key: z.string(),
  operator: z.string(),
  values: z.array(z.string()).nullish(),
});

const affinitySchema = z.object({
  nodeAffinity: z
    .object({
      requiredDuringSchedulingIgnoredDuringExecution: z
        .object({
          nodeSelectorTerms: z.array(
            z.object({ matchExpressions: z.array(requirement).nullish() }),
          ),
        })
        .nullish(),
    })
    .nullish(),
});

function holds(
  { key, operator, values }: z.infer<typeof requirement>,
  labels: Record<string, string>,
): boolean {
  const value = labels[key];
  const listed = value !== undefined && (values ?? []).includes(value);
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values?.[0]);
    case 'Lt':
      return Number(value) < Number(values?.[0]);
    default:
      return false;
  }
}

/** Whether a node's labels satisfy the required node affinity; any one of its terms is enough. */
export function matchesNodeAffinity(
  affinity: unknown,
  labels: Record<string, string>,
): boolean {
  const parsed = affinitySchema.safeParse(affinity ?? {});
  const terms =
    parsed.data?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  if (!terms) return true;
  return terms.some(({ matchExpressions }) =>
    (matchExpressions ?? []).every(item => holds(item, labels)),
  );
}
