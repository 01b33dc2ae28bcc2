import { createHash } from 'node:crypto';

/** A network of 16 bits without network and broadcast addresses. */
const HOSTS = 254;
const SIZE = 256 * HOSTS;

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}

function written(network: string, number: number): string {
  return `${network}.${Math.floor(number / HOSTS)}.${(number % HOSTS) + 1}`;
}

/** Addresses of the pod network: the same for the same pod where it is free, never one that somebody has. */
export class AddressPool {
  readonly #network: string;
  readonly #owners = new Map<string, string>();
  readonly #addresses = new Map<string, string>();

  /** `network` is the first half of all addresses. */
  constructor(network = '10.244') {
    this.#network = network;
  }

  /** Marks an address as taken, such as one that was given before the lab was started again. */
  claim(owner: string, address: string): void {
    this.#owners.set(address, owner);
    this.#addresses.set(owner, address);
  }

  /** The address of `owner`; a new one when it has none. */
  assign(owner: string): string {
    const present = this.#addresses.get(owner);
    if (present) return present;
    let number = hash(owner) % SIZE;
    while (this.#owners.has(written(this.#network, number))) {
      number = (number + 1) % SIZE;
    }
    const address = written(this.#network, number);
    this.claim(owner, address);
    return address;
  }

  /** The owner is gone; its address may go to another. */
  release(owner: string): void {
    const address = this.#addresses.get(owner);
    if (!address) return;
    this.#addresses.delete(owner);
    if (this.#owners.get(address) === owner) this.#owners.delete(address);
  }
}

/** MAC address of a guest's interface, the same for the same guest and interface. */
export function macAddressOf(guest: string, networkInterface: string): string {
  const digest = createHash('sha256')
    .update(`${guest}/${networkInterface}`)
    .digest('hex');
  return `02:00:00:${digest.slice(0, 2)}:${digest.slice(2, 4)}:${digest.slice(
    4,
    6,
  )}`;
}
