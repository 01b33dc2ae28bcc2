import { z } from 'zod';

const bodySchema = z.object({
  body: z.object({ error: z.object({ lastGoodAt: z.iso.datetime() }) }),
});

/** When the backend last had a good answer to the question that failed, where its error says so. */
export function lastGoodAtOf(error: unknown): Date | undefined {
  const parsed = bodySchema.safeParse(error);
  return parsed.success
    ? new Date(parsed.data.body.error.lastGoodAt)
    : undefined;
}
