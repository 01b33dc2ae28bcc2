/** The kubelet's words for an image that its registry does not have. */
export function pullError(image: string): string {
  return (
    `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": ` +
    `failed to resolve reference "${image}": ${image}: not found`
  );
}

/** The kubelet's words while it waits before it pulls again. */
export function pullBackOff(image: string): string {
  return `Back-off pulling image "${image}": ErrImagePull: ${pullError(image)}`;
}
