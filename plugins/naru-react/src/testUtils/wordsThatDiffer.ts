const placeholders = (message: string) =>
  (message.match(/\{\{[^}]*\}\}/g) ?? []).sort().join();

/**
 * Messages whose translation does not fill the same placeholders, by key. That the keys are the same is for the compiler.
 */
export function wordsThatDiffer(
  messages: Readonly<Record<string, string>>,
  translation: Readonly<Record<string, string>>,
): string[] {
  return Object.keys(messages).filter(
    key => placeholders(translation[key] ?? '') !== placeholders(messages[key]),
  );
}
