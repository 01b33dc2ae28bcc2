import { wordsThatDiffer } from '@naru/plugin-naru-react/testUtils';
import { en } from './en';
import ko from './ko';

describe('translations', () => {
  it('fill the same placeholders in Korean as in English', () => {
    expect(wordsThatDiffer(en, ko)).toEqual([]);
  });
});
