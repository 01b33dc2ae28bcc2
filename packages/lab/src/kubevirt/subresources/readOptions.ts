import { z } from 'zod';
import { parse } from 'yaml';
import { badRequest, internal } from './answers';

const optionsSchema = z.object({
  paused: z.boolean().optional(),
  gracePeriod: z.number().nullish(),
  gracePeriodSeconds: z.number().nullish(),
  dryRun: z.array(z.string()).nullish(),
});

/** What a power action may be told. */
export interface ActionOptions {
  paused: boolean;
  gracePeriod?: number;
  dryRun: boolean;
}

function decode(body: string): unknown {
  if (body.trimStart().startsWith('{')) return JSON.parse(body) as unknown;
  return parse(body) as unknown;
}

/** Reads the body of an action; an empty one is fine. */
export function readOptions(body: Buffer): ActionOptions {
  const text = body.toString('utf8');
  let value: unknown = {};
  try {
    if (text.trim() !== '') value = decode(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`Can not unmarshal Request body to struct, error: ${why}`);
  }
  const parsed = optionsSchema.safeParse(value ?? {});
  if (!parsed.success) {
    throw badRequest(
      `Can not unmarshal Request body to struct, error: ${parsed.error.issues[0].message}`,
    );
  }
  const { paused, gracePeriod, gracePeriodSeconds, dryRun } = parsed.data;
  const odd = (dryRun ?? []).filter(item => item !== 'All');
  if (odd.length > 0) {
    throw internal(
      `PatchOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ${JSON.stringify(
        dryRun,
      )}: supported values: "All"`,
    );
  }
  return {
    paused: paused ?? false,
    gracePeriod: gracePeriod ?? gracePeriodSeconds ?? undefined,
    dryRun: (dryRun ?? []).length > 0,
  };
}
