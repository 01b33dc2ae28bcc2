const FIELDS = [
  'system',
  'kind',
  'status',
  'phase',
  'condition',
  'reason',
  'event',
  'operation',
  'sync',
  'health',
  'http',
  'message',
] as const;

/** What the backend says of a fit, `kind: DataVolume`, in its two parts; without a field that is known it is all value. */
export function parseWhy(why: string): {
  field?: (typeof FIELDS)[number];
  value: string;
} {
  const field = FIELDS.find(one => why.startsWith(`${one}: `));
  return field ? { field, value: why.slice(field.length + 2) } : { value: why };
}
