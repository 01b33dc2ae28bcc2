import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.record(z.string(), z.string());

/** Writes a file that only this user may read, whole or not at all. */
export function writePrivately(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, content, { mode: 0o600 });
  renameSync(part, file);
}

/**
 * Passwords and tokens of one lab: made at random when first asked for, the same ever after. None is in the source.
 *
 * @param file - JSON file that keeps them
 * @returns gives the secret of a name
 */
export function keptSecrets(file: string): (name: string) => string {
  const secrets = existsSync(file)
    ? secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : {};
  return name => {
    let secret = secrets[name];
    if (secret === undefined) {
      secret = randomBytes(20).toString('hex');
      secrets[name] = secret;
      writePrivately(file, `${JSON.stringify(secrets, undefined, 2)}\n`);
    }
    return secret;
  };
}
