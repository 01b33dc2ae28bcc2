import { relativeTime } from './RelativeTime';

describe('relativeTime', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const since = (iso: string, language: string) =>
    relativeTime(new Date(iso), language, { now });

  it('speaks the language of the reader', () => {
    expect(since('2026-11-18T12:00:00Z', 'en')).toBe('3 days ago');
    expect(since('2026-11-18T12:00:00Z', 'ko')).toBe('3일 전');
    expect(since('2026-11-21T11:58:30Z', 'en')).toBe('1 minute ago');
    expect(since('2026-11-21T12:00:00Z', 'en')).toBe('now');
  });

  it('is shorter where there is little room', () => {
    const then = new Date('2026-11-21T11:44:00Z');
    expect(relativeTime(then, 'en', { now, short: true })).toBe('16 min. ago');
  });

  it('never speaks of the future when clocks differ', () => {
    expect(since('2026-11-21T12:00:20Z', 'en')).toBe('now');
  });
});
