import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** How a stand-in misbehaves on command. */
export interface Faults {
  /** Every answer waits this long, in milliseconds. */
  latencyMs: number;
  /** Connections are destroyed and new ones refused: the system is unplugged. */
  cut: boolean;
  /** So many of the next requests answer 500. */
  failNext?: number;
}

/** A system that can be made to misbehave. */
export interface Misbehaving {
  faults: Faults;
}

const faultsSchema = z
  .object({
    latencyMs: z.number().min(0).max(60_000),
    cut: z.boolean(),
    failNext: z.number().int().min(0),
  })
  .partial()
  .strict();

/**
 * The lab's own switchboard on loopback: `GET /` tells what runs, `PUT /faults/<system>` makes a system misbehave
 * (`{"cut": true}`, `{"latencyMs": 2000}`, `{"failNext": 3}`), `DELETE /faults/<system>` lets it be well again.
 */
export class ControlServer {
  readonly #systems: Record<string, Misbehaving>;
  readonly #server: Server;

  constructor(systems: Record<string, Misbehaving>) {
    this.#systems = systems;
    this.#server = createServer((request, response) => {
      const answer = (code: number, body: unknown) => {
        response.writeHead(code, { 'Content-Type': 'application/json' });
        response.end(`${JSON.stringify(body, undefined, 2)}\n`);
      };
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        try {
          const [code, body] = this.#handle(
            request.method ?? 'GET',
            request.url ?? '/',
            Buffer.concat(chunks).toString('utf8'),
          );
          answer(code, body);
        } catch (error) {
          answer(400, { message: (error as Error).message });
        }
      });
    });
  }

  /** Listens on a loopback port (0 = any). */
  listen(port: number): Promise<{ url: string }> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address() as AddressInfo;
        resolve({ url: `http://127.0.0.1:${address.port}` });
      });
    });
  }

  close(): Promise<void> {
    return new Promise(resolve => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #handle(method: string, path: string, body: string): [number, unknown] {
    if (path === '/' && method === 'GET') {
      return [
        200,
        Object.fromEntries(
          Object.entries(this.#systems).map(([name, system]) => [
            name,
            system.faults,
          ]),
        ),
      ];
    }
    const name = /^\/faults\/([a-z]+)$/.exec(path)?.[1];
    const system = name === undefined ? undefined : this.#systems[name];
    if (!system) {
      return [
        404,
        {
          message: `Nothing at ${path}; systems: ${Object.keys(
            this.#systems,
          ).join(', ')}`,
        },
      ];
    }
    if (method === 'PUT') {
      Object.assign(system.faults, faultsSchema.parse(JSON.parse(body)));
      return [200, system.faults];
    }
    if (method === 'DELETE') {
      Object.assign(system.faults, { latencyMs: 0, cut: false, failNext: 0 });
      return [200, system.faults];
    }
    return [405, { message: `${method} is not for ${path}` }];
  }
}
