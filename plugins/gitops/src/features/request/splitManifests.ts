/** One object of a rendering. */
export interface RenderedObject {
  kind: string;
  name: string;
  /** Its YAML, without the marks between objects. */
  yaml: string;
}

/**
 * Takes rendered YAML apart by object. It reads only the lines that name an object, so that thousands of lines cost
 * nothing; helm writes these in block style.
 */
export function splitManifests(manifests: string): RenderedObject[] {
  return manifests
    .split(/^---(?:[ \t].*)?$/m)
    .map(yaml => yaml.trim())
    .filter(yaml => yaml.replace(/^#.*$/gm, '').trim() !== '')
    .map(yaml => ({
      kind: word(/^kind:[ \t]*(.+)$/m.exec(yaml)?.[1]) ?? '?',
      name:
        word(
          /^metadata:[ \t]*\n(?:[ \t]+.*\n|[ \t]*\n|#.*\n)*? {2}name:[ \t]*(.+)$/m.exec(
            yaml,
          )?.[1],
        ) ?? '?',
      yaml,
    }));
}

function word(text: string | undefined): string | undefined {
  return text
    ?.replace(/[ \t]+#.*$/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
}
