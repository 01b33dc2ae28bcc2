import { MessagePattern } from './MessagePattern';
import { normalizeMessage } from './normalizeMessage';

describe('MessagePattern', () => {
  it.each([
    ['(a)\\1', /RE2/],
    ['(?=a)b', /RE2/],
    ['(unclosed', /RE2/],
    ['a{1,500}', /at most 300/],
    ['a{301}', /at most 300/],
    ['(((a{1,50}){1,50}){1,50}){1,50}', /RE2|instructions/],
    ['(x{1,100}){1,100}', /RE2|instructions/],
    ['x'.repeat(301), /more than 300 characters/],
  ])('refuses %s', (source, message) => {
    expect(() => MessagePattern.compile(source)).toThrow(message);
  });

  it('does not care for case, and shows what it found', () => {
    const pattern = MessagePattern.compile('dial tcp .{1,60} i/o timeout');
    expect(
      pattern.fits(normalizeMessage('Dial TCP 10.0.0.1:443: I/O Timeout')),
    ).toBe(true);
    expect(
      pattern.excerpt('Get: dial tcp 10.0.0.1:443: i/o timeout!', 20),
    ).toBe('dial tcp 10.0.0.1:4…');
    expect(pattern.literals).toEqual([' i/o timeout']);
  });

  it('weighs the shortest alternative', () => {
    expect(
      MessagePattern.compile('token (expired|is no longer valid)').weight,
    ).toBe('tokenexpired'.length);
  });
});
