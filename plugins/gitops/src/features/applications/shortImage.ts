/** Registry and digest say little to people; they are in the title. */
export function shortImage(image: string): string {
  const name = image.replace(/@sha256:[0-9a-f]+$/, '');
  const [host, ...path] = name.split('/');
  const isRegistry = path.length > 0 && /[.:]|^localhost$/.test(host);
  return isRegistry ? path.join('/') : name;
}
