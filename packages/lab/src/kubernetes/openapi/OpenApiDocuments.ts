import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, answerText } from '../http/answer';
import { accepts } from '../http/MediaTypes';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import { openApiV2Of } from './openApiV2';
import { encodeOpenApiV2, OPENAPI_V2_PROTOBUF } from './openApiV2Protobuf';
import { openApiV3Groups, openApiV3Of } from './openApiV3';

/** The OpenAPI documents of what the server knows at the moment, made when first asked for. */
export class OpenApiDocuments {
  readonly #registry: ResourceRegistry;
  readonly #made = new Map<string, object>();
  #generation = -1;

  constructor(options: { registry: ResourceRegistry }) {
    this.#registry = options.registry;
  }

  /** Answers an address below `/openapi/`. */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    place: string,
  ): void {
    if (this.#generation !== this.#registry.generation) {
      this.#made.clear();
      this.#generation = this.#registry.generation;
    }
    if (
      place === '/openapi/v2' &&
      accepts(request.headers.accept, OPENAPI_V2_PROTOBUF)
    ) {
      const bytes = this.#kept('v2 protobuf', () =>
        encodeOpenApiV2(openApiV2Of(this.#registry)),
      );
      if (Buffer.isBuffer(bytes)) {
        answerText(response, 200, bytes, OPENAPI_V2_PROTOBUF.replace('@', '.'));
      }
      return;
    }
    const found = this.#kept(place, () => this.#make(place));
    if (found && place === '/openapi/v3') {
      // The real server calls this one plain text.
      answerText(response, 200, JSON.stringify(found));
    } else if (found) answerJson(response, 200, found);
    else answerText(response, 404, '404 page not found\n');
  }

  #kept(key: string, make: () => object | undefined): object | undefined {
    const known = this.#made.get(key) ?? make();
    if (known) this.#made.set(key, known);
    return known;
  }

  #make(place: string): object | undefined {
    if (place === '/openapi/v2') return openApiV2Of(this.#registry);
    if (place === '/openapi/v3') {
      return openApiV3Groups(this.#registry, this.#generation);
    }
    const match = /^\/openapi\/v3\/(?:api|apis\/([^/]+))\/([^/]+)$/.exec(place);
    if (!match) return undefined;
    return openApiV3Of(this.#registry, match[1] ?? '', match[2]);
  }
}
