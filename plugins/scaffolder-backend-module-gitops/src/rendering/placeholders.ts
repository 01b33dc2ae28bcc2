/** What placeholders stand for: `${{ values.x }}`, `${{ request.x }}`, `${{ resolved.x.y }}`. */
export interface PlaceholderScopes {
  /** What the template gives to the file. */
  values: Record<string, unknown>;
  /** Facts of the request that are the same for each file. */
  request?: Record<string, unknown>;
  /** What modules found out. */
  resolved?: Record<string, unknown>;
}

/** A placeholder within a text. */
export const PLACEHOLDER = /\$\{\{(.*?)\}\}/g;

/** The value of a placeholder that may be left out. */
export const ABSENT = Symbol('absent');

const EXPRESSION =
  /^\s*(values|request|resolved)((?:\.[A-Za-z_][A-Za-z0-9_]*)+)\s*(\|\s*optional\s*)?$/;

/**
 * Finds what an expression stands for.
 *
 * @param options - `place`: for errors
 * @returns {@link ABSENT} when there is none and it is marked as optional
 * @throws Error when it is no expression, or there is no value
 */
export function valueOf(
  expression: string,
  options: { scopes: PlaceholderScopes; place: string },
): unknown {
  const { scopes, place } = options;
  const match = EXPRESSION.exec(expression);
  if (!match) {
    throw new Error(
      `${place}: "${expression.trim()}" is not values.<name>, request.<name> or resolved.<name>, with or without | optional`,
    );
  }
  const [, scope, path, isOptional] = match;
  let value: unknown = scopes[scope as keyof PlaceholderScopes];
  for (const name of path.slice(1).split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined;
  }
  if (value === undefined || value === null || value === '') {
    if (isOptional) {
      return ABSENT;
    }
    throw new Error(`${place}: ${scope}${path} is missing`);
  }
  return value;
}
