import { z } from 'zod';

/** A list in a manifest; what is none is empty, because the cluster's own schema is what refuses it. */
export const listOf = <T extends z.ZodType>(schema: T) =>
  z.array(schema).catch([]);
