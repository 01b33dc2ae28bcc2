import { en } from './en';
import ko from './ko';

describe('translations', () => {
  it('say in Korean all that they say in English', () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  });
});
