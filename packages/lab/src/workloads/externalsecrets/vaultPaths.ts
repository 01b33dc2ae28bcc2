import { createHash } from 'node:crypto';
import { TEAMS } from '../../seed/platform';

/** What each team keeps in the played Vault: properties by the path behind the team's name, as in `team1/shop/db`. */
const KEPT: Record<string, string[]> = {
  'shop/db': ['username', 'password', 'url'],
  'shop/payment': ['api-key', 'webhook-secret'],
  'common/smtp': ['username', 'password'],
  'common/object-storage': ['access-key', 'secret-key'],
};

/** Properties of a path, undefined when Vault has no such path. The values are made up, the same each time. */
export function readVault(path: string): Record<string, string> | undefined {
  const slash = path.indexOf('/');
  const team = path.slice(0, slash);
  const properties = TEAMS.some(name => name === team)
    ? KEPT[path.slice(slash + 1)]
    : undefined;
  return properties && madeUp(path, properties);
}

/** Values for some properties of a path. */
export function madeUp(
  path: string,
  properties: string[],
): Record<string, string> {
  return Object.fromEntries(
    properties.map(property => [
      property,
      createHash('sha256')
        .update(`${path}#${property}`)
        .digest('base64url')
        .slice(0, 24),
    ]),
  );
}
