import { signalSchema } from '@naru/plugin-runbooks-common';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const rowSchema = z
  .strictObject({
    /** The case that must come first, or `none`. */
    case: z.string().regex(/^([A-Z][A-Z0-9]+-\d{3,4}|none)$/),
    signal: signalSchema.optional(),
    /** Instead of `signal`: all that a page of the portal hands over about one error. */
    signals: z.array(signalSchema).min(1).optional(),
    /** Who writes this. */
    from: z.string().min(1),
    /** Good enough within the first so many, where cases share what they are seen by. */
    within: z.number().int().min(1).max(3).optional(),
  })
  .transform(({ signal, signals = signal ? [signal] : [], ...row }, ctx) => {
    if (signals.length === 0) ctx.addIssue('has no signal');
    return { ...row, signals };
  });

/** A message as a system writes it, and the case that it is about. */
export type QualityMessage = z.infer<typeof rowSchema> & {
  /** e.g. `nodes.yaml[3]`. */
  place: string;
};

/**
 * Reads the tables of messages in a folder.
 *
 * @throws Error that names file and row
 */
export async function readMessages(folder: string): Promise<QualityMessage[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml'));
  const tables = await Promise.all(
    names.sort().map(async name => {
      const rows: unknown = parse(await readFile(join(folder, name), 'utf8'));
      return z
        .array(z.unknown())
        .parse(rows)
        .map((row, at) => {
          const place = `${name}[${at}]`;
          const parsed = rowSchema.safeParse(row);
          if (!parsed.success) {
            const [issue] = parsed.error.issues;
            throw new Error(
              `${place} ${issue.path.join('.')}: ${issue.message}`,
            );
          }
          return { ...parsed.data, place };
        });
    }),
  );
  return tables.flat();
}
