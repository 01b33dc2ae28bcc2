/** The name of an image, taken apart. */
export interface ImageName {
  registry: string;
  project: string;
  /** Without the project. */
  repository: string;
  tag?: string;
  /** `sha256:…` */
  digest?: string;
}

const IMAGE =
  /^([a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?)\/([a-z0-9]+(?:[._-]+[a-z0-9]+)*)\/([a-z0-9]+(?:(?:[._-]+|\/)[a-z0-9]+)*)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/**
 * Takes `<registry>/<project>/<repository>:<tag>@<digest>` apart.
 *
 * @returns `undefined` for anything else, as for a name without a registry
 */
export function parseImageName(name: string): ImageName | undefined {
  const match = IMAGE.exec(name);
  const isHost = match && /[.:]|^localhost$/.test(match[1]);
  return isHost
    ? {
        registry: match[1],
        project: match[2],
        repository: match[3],
        tag: match[4],
        digest: match[5],
      }
    : undefined;
}
