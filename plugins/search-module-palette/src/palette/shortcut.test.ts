import { asksForSearch } from './shortcut';

const press = (more: Partial<KeyboardEvent>) => ({
  key: 'k',
  code: 'KeyK',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  defaultPrevented: false,
  target: document.body,
  ...more,
});

describe('asksForSearch', () => {
  it.each([
    ['Ctrl-K on Linux', { ctrlKey: true }, 'Linux x86_64', true],
    ['Cmd-K on a Mac', { metaKey: true }, 'MacIntel', true],
    ['Ctrl-K on a Mac, which deletes', { ctrlKey: true }, 'MacIntel', false],
    ['a Korean keyboard', { ctrlKey: true, key: 'ㅏ' }, 'Linux x86_64', true],
    ['Ctrl-Shift-K', { ctrlKey: true, shiftKey: true }, 'Win32', false],
    ['k alone', {}, 'Win32', false],
    [
      'what somebody took already',
      { ctrlKey: true, defaultPrevented: true },
      'Win32',
      false,
    ],
  ])('knows %s', (_what, more, platform, expected) => {
    expect(asksForSearch(press(more), platform)).toBe(expected);
  });
});
