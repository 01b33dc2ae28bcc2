/** Git's name for a tree without files: the first commit is compared with it. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Where a reference is before it is made and after it is removed. */
export const NO_SHA = '0'.repeat(40);

/** Whether a branch of this name can exist (the rules of `git check-ref-format` that matter). */
export function isBranchName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= 255 &&
    !hasControlCharacter(name) &&
    !/[ ~^:?*[\\]/.test(name) &&
    !/(^|\/)\.|\.\.|\/\/|@\{|\.lock(\/|$)|[/.]$|^[-/]|^@$/.test(name)
  );
}

/** Whether there is a character that no name or path of a repository may have. */
export function hasControlCharacter(text: string): boolean {
  return Array.from(text).some(character => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x20 || code === 0x7f;
  });
}
