import { beganWithin, cronSchedule } from './cronSchedule';

const at = (text: string) => new Date(`${text}Z`);

describe('cronSchedule', () => {
  it.each([
    ['* * * * *', '2026-01-01T00:00', true],
    ['30 9 * * *', '2026-01-01T09:30', true],
    ['30 9 * * *', '2026-01-01T09:31', false],
    ['*/15 8-17 * * mon-fri', '2026-01-02T17:45', true],
    ['*/15 8-17 * * mon-fri', '2026-01-03T17:45', false],
    ['0 0 * * 7', '2026-01-04T00:00', true],
    ['0 0 1 * 0', '2026-01-01T00:00', true],
    ['0 0 1 * 0', '2026-01-04T00:00', true],
    ['0 0 1 jan,jul *', '2026-07-01T00:00', true],
    ['0 0 1 jan,jul *', '2026-06-01T00:00', false],
  ])('%s at %s: %s', (text, time, expected) => {
    expect(cronSchedule(text)(at(time))).toBe(expected);
  });

  it('reads hours in a time zone', () => {
    expect(
      cronSchedule('0 9 * * *', 'Asia/Seoul')(at('2026-01-01T00:00')),
    ).toBe(true);
  });

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '5-1 * * * *',
    'x * * * *',
    '*/0 * * * *',
  ])('refuses "%s"', text => {
    expect(() => cronSchedule(text)).toThrow(/schedule|fields/);
  });
});

describe('beganWithin', () => {
  it('looks back as long as told', () => {
    const nine = cronSchedule('0 9 * * *');
    const within = (time: string) => beganWithin(nine, 3600, at(time));
    expect(within('2026-01-01T08:59:59')).toBe(false);
    expect(within('2026-01-01T09:00:00')).toBe(true);
    expect(within('2026-01-01T09:59:59')).toBe(true);
    expect(within('2026-01-01T10:00:00')).toBe(false);
  });
});
