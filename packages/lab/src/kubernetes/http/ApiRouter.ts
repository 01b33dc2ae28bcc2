import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LabClock } from '../../clock/LabClock';
import type { DefaultKubernetesApi } from '../DefaultKubernetesApi';
import { ApiError, type Requester } from '../KubernetesApi';
import { answerReview, REVIEW_KINDS } from '../rbac/accessReviews';
import { methodNotAllowed } from '../pipeline/apiErrors';
import { answerJson, answerText } from './answer';
import { Discovery } from './discovery';
import { aggregatedDiscovery } from './MediaTypes';
import { OpenApiDocuments } from '../openapi/OpenApiDocuments';
import { parseBody } from './readBody';
import { readRequestInfo, type RequestInfo } from './RequestInfo';
import { ResourceHandler, unknownAddress } from './ResourceHandler';

/** What `/version` says. */
const VERSION = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.2',
  gitCommit: 'unknown',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.24.9',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const HEALTH = new Set(['/healthz', '/livez', '/readyz']);
const REVIEW_GROUPS = new Set([
  'authorization.k8s.io',
  'authentication.k8s.io',
]);

/** Finds out what a request means, whether it is allowed, and who answers it. */
export class ApiRouter {
  readonly #api: DefaultKubernetesApi;
  readonly #resources: ResourceHandler;
  readonly #discovery: Discovery;
  readonly #openApi: OpenApiDocuments;

  constructor(options: { api: DefaultKubernetesApi; clock: LabClock }) {
    const { api } = options;
    this.#api = api;
    this.#resources = new ResourceHandler(options);
    this.#discovery = new Discovery(api);
    this.#openApi = new OpenApiDocuments({ registry: api.registry });
  }

  /** Answers a request whose sender is known. @throws ApiError what becomes the answer */
  async route(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    requester: Requester,
    body: Buffer,
  ): Promise<void> {
    const info = readRequestInfo(request.method ?? 'GET', url);
    this.#authorize(info, requester);
    const { resource } = info;
    if (!resource) {
      this.#answerAddress(request, response, info);
      return;
    }
    const aggregated = this.#api.aggregated.find(
      item =>
        item.group === resource.group &&
        item.versions.includes(resource.version),
    );
    if (aggregated) {
      await aggregated.handle(request, response, { requester, url, body });
      return;
    }
    if (REVIEW_GROUPS.has(resource.group)) {
      this.#review(request, response, info, requester, body);
      return;
    }
    const definition = this.#api.registry.find(resource);
    if (!definition) {
      // A group of CRDs is served by another part of the real server, which answers plainly.
      if (this.#api.registry.isBuiltinGroup(resource)) throw unknownAddress();
      answerText(response, 404, '404 page not found\n');
      return;
    }
    this.#resources.handle({
      request,
      response,
      info,
      target: resource,
      definition,
      requester,
      body,
    });
  }

  #authorize({ resource, verb, path, query }: RequestInfo, who: Requester) {
    if (!resource) {
      this.#api.authorizer.check(who, { verb, path });
      return;
    }
    const { group, plural, subresource, name } = resource;
    const named = /(?:^|,)metadata\.name=([^,]+)/.exec(
      query.get('fieldSelector') ?? '',
    );
    this.#api.authorizer.check(who, {
      verb,
      group,
      resource: plural,
      subresource,
      namespace:
        plural === 'namespaces' && group === '' ? name : resource.namespace,
      name:
        name ?? (verb === 'list' || verb === 'watch' ? named?.[1] : undefined),
    });
  }

  #review(
    request: IncomingMessage,
    response: ServerResponse,
    { resource, verb }: RequestInfo,
    requester: Requester,
    body: Buffer,
  ): void {
    const plural = resource?.plural ?? '';
    if (REVIEW_KINDS[plural] === undefined || resource?.version !== 'v1') {
      throw unknownAddress();
    }
    if (verb !== 'create') throw methodNotAllowed();
    const review = parseBody(body, request.headers['content-type']);
    answerJson(
      response,
      201,
      answerReview(plural, review, requester, this.#api.authorizer),
    );
  }

  #answerAddress(
    request: IncomingMessage,
    response: ServerResponse,
    { path, verb }: RequestInfo,
  ): void {
    if (verb !== 'get') throw methodNotAllowed();
    const place = path.replace(/\/$/, '');
    if (place === '/version') answerJson(response, 200, VERSION);
    else if (HEALTH.has(place)) answerText(response, 200, 'ok');
    else if (place.startsWith('/openapi/')) {
      this.#openApi.answer(request, response, place);
    } else {
      this.#discover(request, response, place);
    }
  }

  #discover(
    request: IncomingMessage,
    response: ServerResponse,
    place: string,
  ): void {
    const aggregated = aggregatedDiscovery(request.headers.accept);
    if (aggregated && (place === '/api' || place === '/apis')) {
      answerText(
        response,
        200,
        JSON.stringify(
          this.#discovery.aggregatedList(place === '/api', aggregated),
        ),
        `application/json;g=apidiscovery.k8s.io;v=${aggregated};as=APIGroupDiscoveryList`,
      );
      return;
    }
    const found = this.#discoveryBody(place, request.headers.host ?? '');
    if (found) answerJson(response, 200, found);
    else answerText(response, 404, '404 page not found\n');
  }

  #discoveryBody(place: string, host: string): object | undefined {
    const [root, first, second, ...more] = place.slice(1).split('/');
    if (more.length > 0) return undefined;
    if (root === 'api') {
      return first === undefined
        ? this.#discovery.coreVersions(host)
        : this.#discovery.resourceList('', first);
    }
    if (root === '')
      return { paths: ['/api', '/apis', '/openapi/v3', '/version'] };
    if (root !== 'apis') return undefined;
    if (first === undefined) return this.#discovery.groupList();
    return second === undefined
      ? this.#discovery.group(first)
      : this.#discovery.resourceList(first, second);
  }
}

/** 401 for a missing or unknown token. */
export function unauthorized(): ApiError {
  return new ApiError(401, 'Unauthorized', 'Unauthorized');
}
