import { en } from './en';
import ko from './ko';

const placeholders = (message: string) =>
  (message.match(/\{\{[^}]*\}\}/g) ?? []).sort().join();

describe('translations', () => {
  it('fill the same placeholders in Korean as in English', () => {
    const korean = new Map<string, string>(Object.entries(ko));
    const different = Object.entries(en).filter(
      ([key, message]) =>
        placeholders(korean.get(key) ?? '') !== placeholders(message),
    );
    expect(different).toEqual([]);
  });
});
