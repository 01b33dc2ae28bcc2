import { parseQuantity } from './parseQuantity';

describe('parseQuantity', () => {
  it.each([
    ['4Gi', 4 * 2 ** 30],
    ['512Mi', 512 * 2 ** 20],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['10G', 10e9],
    ['2Ti', 2 * 2 ** 40],
    ['1k', 1000],
    ['500m', 0.5],
    ['2', 2],
    ['2e3', 2000],
    ['1E2', 100],
    ['1E', 1e18],
    [' 8Gi ', 8 * 2 ** 30],
    [3, 3],
  ])('reads %p', (quantity, number) => {
    expect(parseQuantity(quantity)).toBeCloseTo(number);
  });

  it.each(['', 'much', '4 Gi', '4GiB', 'Gi', '1.2.3', undefined, NaN])(
    'finds no quantity in %p',
    quantity => {
      expect(parseQuantity(quantity)).toBeUndefined();
    },
  );
});
