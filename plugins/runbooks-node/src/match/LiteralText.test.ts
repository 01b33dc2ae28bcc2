import { LiteralText } from './LiteralText';
import { normalizeMessage } from './normalizeMessage';

const fits = (text: string, message: string) =>
  LiteralText.compile(text).fits(normalizeMessage(message).folded);

describe('LiteralText', () => {
  it.each<[string, string, boolean]>([
    ['no such host', 'dial tcp: lookup X: No  such\n host', true],
    ['no such host', 'no such file', false],
    [
      'failed to pull … not found',
      'Failed to pull image "a/b:1": not found',
      true,
    ],
    [
      'failed to pull … not found',
      `failed to pull ${'x'.repeat(190)} not found`,
      true,
    ],
    [
      'failed to pull … not found',
      `failed to pull ${'x'.repeat(300)} not found`,
      false,
    ],
    ['failed to pull … not found', 'not found: failed to pull', false],
    // The first place of the first part is too far away, the second is right.
    ['abc … xyz', `abc ${'-'.repeat(300)} abc xyz`, true],
    [
      'abc … def … xyz',
      `abc def ${'-'.repeat(250)} abc def ${'-'.repeat(150)} xyz`,
      true,
    ],
    ['exit code 1', 'exit code 137', false],
    ['exit code 1', 'exit code 1, restarting', true],
    ['said "no"', 'said \\"no\\"', true],
    ['said "no"', 'said “no”', true],
    ['접속할 수 없습니다', '서버에 접속할 수  없습니다.', true],
  ])('%s in %s: %s', (text, message, expected) => {
    expect(fits(text, message)).toBe(expected);
  });

  it('leaves the colours of a terminal aside', () => {
    expect(fits('no such host', '\u001b[31mno such\u001b[0m host')).toBe(true);
  });

  it('refuses a text that stands everywhere', () => {
    expect(() => LiteralText.compile('a … b')).toThrow(/at least 3 characters/);
  });
});
