const PASSWORD_KEYS = new Set([
  'chpasswd',
  'passwd',
  'password',
  'hashed_passwd',
  'hashed-passwd',
  'plain_text_passwd',
  'plain-text-passwd',
]);
const PASSWORD_COMMAND =
  /\bchpasswd\b|\bpasswd\s+(?!-l\b|--lock\b)|\busermod\b.*\s(-p|--password)\b|PasswordAuthentication\s+yes/i;

/**
 * Finds what makes a machine accept passwords, anywhere in a cloud-config.
 *
 * @returns places, e.g. `users.0.plain_text_passwd`
 */
export function findPasswordLogins(config: unknown): string[] {
  const found: string[] = [];
  const look = (value: unknown, field: string[]) => {
    const key = field.at(-1) ?? '';
    if (PASSWORD_KEYS.has(key)) {
      found.push(field.join('.'));
    } else if (key === 'ssh_pwauth' && !isOff(value)) {
      found.push(field.join('.'));
    } else if (/^lock[_-]passwd$/.test(key) && isOff(value)) {
      found.push(field.join('.'));
    } else if (typeof value === 'string') {
      if (PASSWORD_COMMAND.test(value)) {
        found.push(field.join('.'));
      }
    } else if (Array.isArray(value)) {
      const before = found.length;
      value.forEach((item, index) => look(item, [...field, `${index}`]));
      // A command as a list of its words.
      if (
        found.length === before &&
        value.every(item => typeof item !== 'object') &&
        PASSWORD_COMMAND.test(value.join(' '))
      ) {
        found.push(field.join('.'));
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        look(item, [...field, name]);
      }
    }
  };
  look(config, []);
  return found;
}

function isOff(value: unknown): boolean {
  return value === false || /^(false|no|off|0|unchanged)$/i.test(`${value}`);
}
