/** The name of an image, taken apart. */
export interface ImageName {
  /** Registry host with its port; `docker.io` when none stands in the name. */
  host: string;
  repository: string;
  /** Digest if there is one, else tag, else `latest`. */
  reference: string;
}

/** Takes the name of an image apart, as a container runtime does. */
export function parseImage(image: string): ImageName {
  const [named, digest] = image.split('@', 2);
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const hasHost = /[.:]/.test(first) || first === 'localhost';
  const rest = hasHost ? named.slice(slash + 1) : named;
  const colon = rest.lastIndexOf(':');
  const tag = colon > rest.lastIndexOf('/') ? rest.slice(colon + 1) : undefined;
  return {
    host: hasHost ? first : 'docker.io',
    repository: tag === undefined ? rest : rest.slice(0, colon),
    reference: digest ?? tag ?? 'latest',
  };
}
