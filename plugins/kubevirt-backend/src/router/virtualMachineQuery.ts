import { InputError } from '@backstage/errors';
import {
  VirtualMachineListQuery,
  virtualMachineSortFields,
} from '@naru/plugin-kubevirt-common';
import { z } from 'zod';

const MAX_LIMIT = 500;
const MAX_VALUES = 200;

const numberSchema = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .optional();

const listSchema = z
  .union([z.string().transform(text => [text]), z.array(z.string())])
  .pipe(z.array(z.string().max(300)).max(MAX_VALUES))
  .transform(values => values.filter(value => value !== ''))
  .optional();

const querySchema = z.object({
  offset: numberSchema(0, 1_000_000),
  limit: numberSchema(1, MAX_LIMIT),
  sort: z
    .enum([
      ...virtualMachineSortFields,
      ...virtualMachineSortFields.map(field => `-${field}` as const),
    ])
    .optional(),
  search: z.string().max(200).optional(),
  status: listSchema,
  namespace: listSchema,
  owner: listSchema.transform(refs => refs?.map(ref => ref.toLowerCase())),
  cluster: listSchema,
});

/**
 * Reads the query of `GET /v1/vms`. Filters are given once a value: `status=Running&status=Paused`.
 *
 * @throws InputError that names the parameter and what it should be.
 */
export function parseVirtualMachineQuery(
  query: unknown,
): VirtualMachineListQuery {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`Query ${issue.path.join('.')}: ${issue.message}`);
  }
  return parsed.data;
}
