/** What of a key press matters here. */
type Press = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'defaultPrevented'
  | 'target'
>;

/** Editors in which Ctrl-K is a command of their own. */
const EDITORS =
  '.cm-editor, .CodeMirror, .monaco-editor, .xterm, [contenteditable]:not([contenteditable="false"])';

/** True on Apple's keyboards, where Ctrl-K deletes the rest of a line and Cmd-K is free. */
export function usesCommandKey(platform: string): boolean {
  return /mac|iphone|ipad/iu.test(platform);
}

/** True when a key press asks for the search. `code` is the place of the key: with a Korean keyboard `key` may be `ㅏ`. */
export function asksForSearch(press: Press, platform: string): boolean {
  const modifier = usesCommandKey(platform)
    ? press.metaKey && !press.ctrlKey
    : press.ctrlKey && !press.metaKey;
  return (
    modifier &&
    !press.altKey &&
    !press.shiftKey &&
    !press.defaultPrevented &&
    (press.key.toLowerCase() === 'k' || press.code === 'KeyK') &&
    !(press.target instanceof Element && press.target.closest(EDITORS))
  );
}
