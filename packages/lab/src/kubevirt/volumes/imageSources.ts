/** Host of the data centre's own server of images; it holds {@link MIRRORED_IMAGES} and nothing else. */
export const IMAGE_MIRROR = 'images.naru.example';

/** Paths on {@link IMAGE_MIRROR}. */
export const MIRRORED_IMAGES = [
  '/ubuntu-22.04.qcow2',
  '/ubuntu-24.04.qcow2',
  '/rocky-9.qcow2',
  '/debian-12.qcow2',
];

/** What CDI says of an address that answers but has no such file. */
export const IMAGE_NOT_FOUND =
  'Unable to process data: Unable to connect to http data source: expected status code 200, got 404. Status: 404 Not Found';

// Names that RFC 2606 and RFC 6762 keep for use inside, where the lab's servers are.
const INSIDE = /(^|\.)(example|internal|local|test|localhost|invalid)$/;
const HAS_LETTERS = /[a-z]/i;

/**
 * Why an image cannot be fetched in a data centre without a way to the Internet, in CDI's words; undefined when it can.
 *
 * @param address - URL of an `http` or `registry` source
 */
export function whyNotFetched(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, protocol } = new URL(address);
  if (hostname.includes('missing')) return IMAGE_NOT_FOUND;
  if (hostname === IMAGE_MIRROR) {
    return MIRRORED_IMAGES.includes(pathname) ? undefined : IMAGE_NOT_FOUND;
  }
  const outside =
    hostname.includes('.') &&
    HAS_LETTERS.test(hostname) &&
    !INSIDE.test(hostname);
  if (!outside) return undefined;
  const lookup = `dial tcp: lookup ${hostname} on 10.96.0.10:53: no such host`;
  return protocol === 'docker:'
    ? `Unable to connect to registry data source: pinging container registry ${hostname}: Get "https://${hostname}/v2/": ${lookup}`
    : `Unable to connect to http data source: HTTP request errored: Head "${address}": ${lookup}`;
}
