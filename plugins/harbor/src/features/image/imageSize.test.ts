import { imageSize } from './imageSize';

describe('imageSize', () => {
  it('takes the unit that people read', () => {
    expect(imageSize(61_400_000, 'en')).toBe('61.4 MB');
    expect(imageSize(1_250_000_000, 'en')).toBe('1.3 GB');
    expect(imageSize(900, 'en')).toBe('0.9 kB');
  });
});
