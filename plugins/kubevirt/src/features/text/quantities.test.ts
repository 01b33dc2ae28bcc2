import { formatBytes, percentOf } from './quantities';

describe('formatBytes', () => {
  it('uses the largest unit that keeps the number readable', () => {
    expect(formatBytes(512 * 1024 ** 2, 'en')).toBe('512 MiB');
    expect(formatBytes(1.5 * 1024 ** 3, 'en')).toBe('1.5 GiB');
    expect(formatBytes(2_048 * 1024 ** 4, 'en')).toBe('2 PiB');
    expect(formatBytes(2_048 * 1024 ** 5, 'ko')).toBe('2,048 PiB');
  });

  it('shows a dash for what is not known', () => {
    expect(formatBytes(undefined, 'en')).toBe('–');
    expect(formatBytes(0, 'en')).toBe('–');
  });
});

describe('percentOf', () => {
  it('reads percentages and nothing else', () => {
    expect(percentOf('42.5%')).toBe(42.5);
    expect(percentOf('100.0%')).toBe(100);
    expect(percentOf('N/A')).toBeUndefined();
    expect(percentOf(undefined)).toBeUndefined();
  });
});
