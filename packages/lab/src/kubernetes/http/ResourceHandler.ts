import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LabClock } from '../../clock/LabClock';
import type { DefaultKubernetesApi } from '../DefaultKubernetesApi';
import {
  ApiError,
  type KubernetesObject,
  type Requester,
  type WriteOptions,
} from '../KubernetesApi';
import {
  badRequest,
  methodNotAllowed,
  notFound,
  notImplemented,
} from '../pipeline/apiErrors';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { answerJson, answerText, setWarnings } from './answer';
import { negotiate, type AnswerForm } from './MediaTypes';
import { parseBody, parsePatch, patchType } from './readBody';
import { representList, representObject } from './representation';
import type { RequestInfo } from './RequestInfo';
import { readScale, writeScale } from './scale';
import {
  optionsFault,
  readDeleteOptions,
  readWriteOptions,
} from './writeOptions';
import { WatchResponse } from './WatchResponse';

/** A request for a kind, read and allowed. */
export interface ResourceRequest {
  request: IncomingMessage;
  response: ServerResponse;
  info: RequestInfo;
  target: NonNullable<RequestInfo['resource']>;
  definition: ResourceDefinition;
  requester: Requester;
  body: Buffer;
}

/** Subresources that the real server has for a kind and the lab does not play. */
const NOT_PLAYED = new Set([
  'attach',
  'binding',
  'ephemeralcontainers',
  'eviction',
  'exec',
  'finalize',
  'log',
  'portforward',
  'proxy',
  'resize',
  'token',
]);

/** Answers the verbs on objects and lists of a kind. */
export class ResourceHandler {
  readonly #api: DefaultKubernetesApi;
  readonly #clock: LabClock;

  constructor(options: { api: DefaultKubernetesApi; clock: LabClock }) {
    this.#api = options.api;
    this.#clock = options.clock;
  }

  /** @throws ApiError what becomes the answer */
  handle(call: ResourceRequest): void {
    const { definition, target, info } = call;
    const form = negotiate(call.request.headers.accept);
    if (!form) {
      throw new ApiError(
        406,
        'NotAcceptable',
        'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      );
    }
    if (target.subresource !== undefined) this.#checkSubresource(call);
    if (definition.namespaced && target.namespace === undefined) {
      const everywhere = info.verb === 'list' || info.verb === 'watch';
      if (!everywhere || target.name !== undefined) throw methodNotAllowed();
    }
    if (!definition.namespaced && target.namespace !== undefined) {
      throw unknownAddress();
    }
    switch (info.verb) {
      case 'get':
        this.#answerObject(call, form, 200, this.#get(call));
        return;
      case 'list':
        this.#list(call, form);
        return;
      case 'watch':
        this.#watch(call, form);
        return;
      case 'create':
        this.#create(call, form);
        return;
      case 'update':
      case 'patch':
        this.#write(call, form);
        return;
      case 'delete':
        this.#delete(call, form);
        return;
      case 'deletecollection':
        this.#deleteCollection(call);
        return;
      default:
        throw methodNotAllowed();
    }
  }

  #checkSubresource({ definition, target, info }: ResourceRequest): void {
    const { subresource = '' } = target;
    const served =
      (subresource === 'status' && definition.statusSubresource) ||
      (subresource === 'scale' && definition.scale !== undefined);
    if (!served) {
      if (!definition.custom && NOT_PLAYED.has(subresource)) {
        const { namespace, name = '' } = target;
        if (!this.#api.store.get(definition.storageKey, namespace, name)) {
          throw notFound(definition, name);
        }
        throw notImplemented(`${definition.qualifiedName}/${subresource}`);
      }
      if (definition.custom) throw notFound(definition, target.name ?? '');
      throw unknownAddress();
    }
    if (!['get', 'update', 'patch'].includes(info.verb)) {
      throw methodNotAllowed();
    }
  }

  #get({ definition, target }: ResourceRequest): KubernetesObject {
    const object = this.#api.pipeline.read(
      definition,
      target.namespace,
      target.name ?? '',
    );
    return target.subresource === 'scale'
      ? readScale(definition, object)
      : object;
  }

  #list(
    { definition, target, info, response }: ResourceRequest,
    form: AnswerForm,
  ): void {
    const { query } = info;
    const limit = query.get('limit') ?? '0';
    if (!/^-?\d+$/.test(limit)) {
      throw badRequest(
        `strconv.ParseInt: parsing ${JSON.stringify(limit)}: invalid syntax`,
      );
    }
    this.#checkVersion(query.get('resourceVersion') ?? '');
    const page = this.#api.lister.list(definition, {
      namespace: target.namespace,
      labelSelector: query.get('labelSelector') ?? undefined,
      fieldSelector: query.get('fieldSelector') ?? undefined,
      limit: Number(limit),
      continue: query.get('continue') ?? undefined,
    });
    answerText(
      response,
      200,
      representList(definition, page, form, query, this.#clock.now()),
      'application/json',
    );
  }

  // Waiting for a version that is yet to come ends in this after three seconds; it never comes here.
  #checkVersion(version: string): void {
    const { revision } = this.#api.store;
    if (!(Number(version) > revision)) return;
    throw new ApiError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${version}, current: ${revision}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }

  #watch(
    { definition, target, info, response }: ResourceRequest,
    form: AnswerForm,
  ): void {
    WatchResponse.start({
      response,
      store: this.#api.store,
      definition,
      namespace: target.namespace,
      name: target.name,
      query: info.query,
      represent: (object, first) =>
        representObject(
          definition,
          object,
          form,
          info.query,
          this.#clock.now(),
          first,
        ),
    });
  }

  #create(call: ResourceRequest, form: AnswerForm): void {
    const { definition, target, body, request } = call;
    if (target.name !== undefined) throw methodNotAllowed();
    const options = this.#options(call);
    const object = this.#api.pipeline.create(
      definition,
      target.namespace,
      parseBody(body, request.headers['content-type']),
      options,
    );
    setWarnings(call.response, options.warnings ?? []);
    this.#answerObject(call, form, 201, object);
  }

  #write(call: ResourceRequest, form: AnswerForm): void {
    const { definition, target, body, request, info } = call;
    if (target.name === undefined) throw methodNotAllowed();
    const options = this.#options(call);
    const { pipeline } = this.#api;
    const contentType = request.headers['content-type'];
    if (target.subresource === 'scale') {
      const object = writeScale(pipeline, call, options);
      this.#answerObject(call, form, 200, readScale(definition, object));
      return;
    }
    let result;
    if (info.verb === 'patch') {
      const type = patchType(contentType);
      if (type === 'apply' && !info.query.get('fieldManager')) {
        throw optionsFault('PatchOptions', {
          reason: 'FieldValueRequired',
          message: 'Required value: is required for apply patch',
          field: 'fieldManager',
        });
      }
      if (type === 'apply') this.#checkCreateByApply(call);
      result = pipeline.patch(
        definition,
        target.namespace,
        target.name,
        type,
        parsePatch(body, type),
        options,
      );
    } else {
      result = pipeline.update(
        definition,
        target.namespace,
        target.name,
        parseBody(body, contentType),
        options,
      );
    }
    setWarnings(call.response, options.warnings ?? []);
    this.#answerObject(call, form, result.created ? 201 : 200, result.object);
  }

  // An apply that makes the object needs the right to create as well.
  #checkCreateByApply({
    definition,
    target,
    requester,
  }: ResourceRequest): void {
    const { namespace, name = '' } = target;
    if (this.#api.store.get(definition.storageKey, namespace, name)) return;
    this.#api.authorizer.check(requester, {
      verb: 'create',
      group: definition.id.group,
      resource: definition.id.plural,
      namespace,
      name,
    });
  }

  #delete(call: ResourceRequest, form: AnswerForm): void {
    const { definition, target, info, request, requester, body } = call;
    const options = readDeleteOptions(
      request,
      info.query,
      requester,
      body.length === 0
        ? undefined
        : parseBody(body, request.headers['content-type']),
    );
    const name = target.name ?? '';
    const { object, gone } = this.#api.pipeline.delete(
      definition,
      target.namespace,
      name,
      options,
    );
    setWarnings(call.response, options.warnings ?? []);
    const keepsObject = definition.qualifiedName === 'pods' || !gone;
    if (keepsObject) {
      this.#answerObject(call, form, 200, object);
      return;
    }
    answerJson(call.response, 200, {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(definition.id.group !== '' && { group: definition.id.group }),
        kind: definition.id.plural,
        uid: object.metadata.uid,
      },
    });
  }

  #deleteCollection(call: ResourceRequest): void {
    const { definition, target, info, request, requester, body } = call;
    if (!definition.verbs.includes('deletecollection')) {
      throw methodNotAllowed();
    }
    const options = readDeleteOptions(
      request,
      info.query,
      requester,
      body.length === 0
        ? undefined
        : parseBody(body, request.headers['content-type']),
    );
    const page = this.#api.lister.list(definition, {
      namespace: target.namespace,
      labelSelector: info.query.get('labelSelector') ?? undefined,
      fieldSelector: info.query.get('fieldSelector') ?? undefined,
    });
    for (const { metadata } of page.items) {
      const { namespace, name } = metadata;
      // One may be gone by then with another that owned it.
      if (this.#api.store.get(definition.storageKey, namespace, name)) {
        this.#api.pipeline.delete(definition, namespace, name, options);
      }
    }
    answerText(
      call.response,
      200,
      representList(
        definition,
        page,
        { as: 'object' },
        info.query,
        this.#clock.now(),
      ),
      'application/json',
    );
  }

  #options({
    request,
    info,
    requester,
    target,
  }: ResourceRequest): WriteOptions {
    const options = readWriteOptions(request, info.query, requester);
    if (target.subresource === 'status') options.subresource = 'status';
    return options;
  }

  #answerObject(
    { response, definition, info }: ResourceRequest,
    form: AnswerForm,
    code: number,
    object: KubernetesObject,
  ): void {
    answerJson(
      response,
      code,
      representObject(
        definition,
        object,
        form,
        info.query,
        this.#clock.now(),
        true,
      ),
    );
  }
}

/** 404 for an address behind which there is nothing. */
export function unknownAddress(): ApiError {
  return new ApiError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}
