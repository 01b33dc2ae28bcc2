import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Faults } from './ControlServer';

/** How a server on loopback misbehaves; settable at any time, also while requests are under way. */
export class ServerFaults implements Faults {
  latencyMs = 0;
  failNext?: number;
  #cut = false;
  readonly #sockets = new Set<Socket>();

  /** Takes hold of the connections of a server, from those that come next. */
  constructor(server: Server) {
    server.on('connection', socket => {
      if (this.#cut) {
        socket.destroy();
        return;
      }
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  get cut(): boolean {
    return this.#cut;
  }

  set cut(value: boolean) {
    this.#cut = value;
    if (value) for (const socket of this.#sockets) socket.destroy();
  }

  /** An accessor is not among the fields that JSON takes by itself. */
  toJSON(): Faults {
    const { latencyMs, cut, failNext } = this;
    return { latencyMs, cut, failNext };
  }

  /**
   * What a request goes through before it is answered.
   *
   * @throws what `refusal` makes, when the request is one of those that are to fail
   */
  async befall(refusal: () => Error): Promise<void> {
    const { latencyMs } = this;
    if (latencyMs > 0)
      await new Promise(resolve => {
        setTimeout(resolve, latencyMs);
      });
    if (this.failNext && this.failNext > 0) {
      this.failNext -= 1;
      throw refusal();
    }
  }
}
