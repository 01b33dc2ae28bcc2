import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import { answerJson, answerText } from './answer';
import { openApiV3Groups, openApiV3Of } from './openApiV3';

/** The OpenAPI documents of what the server knows at the moment, made when first asked for. */
export class OpenApiDocuments {
  readonly #registry: ResourceRegistry;
  readonly #made = new Map<string, object>();
  #generation = -1;

  constructor(options: { registry: ResourceRegistry }) {
    this.#registry = options.registry;
  }

  answer(
    _request: IncomingMessage,
    response: ServerResponse,
    place: string,
  ): void {
    const found = this.#find(place);
    if (found) answerJson(response, 200, found);
    else answerText(response, 404, '404 page not found\n');
  }

  #find(place: string): object | undefined {
    if (this.#generation !== this.#registry.generation) {
      this.#made.clear();
      this.#generation = this.#registry.generation;
    }
    const known = this.#made.get(place);
    if (known) return known;
    const made = this.#make(place);
    if (made) this.#made.set(place, made);
    return made;
  }

  #make(place: string): object | undefined {
    if (place === '/openapi/v3') {
      return openApiV3Groups(this.#registry, this.#generation);
    }
    const match = /^\/openapi\/v3\/(?:api|apis\/([^/]+))\/([^/]+)$/.exec(place);
    if (!match) return undefined;
    return openApiV3Of(this.#registry, match[1] ?? '', match[2]);
  }
}
