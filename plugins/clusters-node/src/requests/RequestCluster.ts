import { ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import { ClusterClient } from '../client/ClusterClient';
import { isClusterError } from '../client/ClusterError';
import { pathSegment } from '../client/pathSegment';
import { SchemaDocument } from '../schema/SchemaDocument';
import { ApiKind, SchemaValidator } from '../schema/SchemaValidator';
import { Quota, ResourceList } from './Quota';

/**
 * What a LimitRange says of containers.
 *
 * @public
 */
export interface ContainerLimits {
  /** Name of the LimitRange. */
  name: string;
  min: ResourceList;
  max: ResourceList;
}

const resourceListSchema = z.record(z.string(), z.string());
const quotasSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z
        .object({
          hard: resourceListSchema.optional(),
          scopes: z.array(z.string()).optional(),
          scopeSelector: z.unknown().optional(),
        })
        .optional(),
      status: z
        .object({
          hard: resourceListSchema.optional(),
          used: resourceListSchema.optional(),
        })
        .optional(),
    }),
  ),
});
const limitRangesSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({
        limits: z.array(
          z.object({
            type: z.string(),
            min: resourceListSchema.optional(),
            max: resourceListSchema.optional(),
          }),
        ),
      }),
    }),
  ),
});

/** Served from memory so long; then it is read again, while the old one serves. */
const SCHEMA_AGE_MS = 10 * 60_000;

interface KeptDocument {
  document: Promise<SchemaDocument | undefined>;
  at: number;
  renewing: boolean;
}

/**
 * What the cluster that requested objects go to says about them before they exist.
 *
 * @public
 */
export class RequestCluster {
  readonly #client: ClusterClient;
  readonly #documents = new Map<string, KeptDocument>();

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  /** Name of the cluster. */
  get name(): string {
    return this.#client.connection.name;
  }

  /**
   * The cluster's own schema of a kind.
   *
   * @returns `undefined` when the cluster does not know the kind
   * @throws ServiceUnavailableError when the cluster does not tell it
   */
  async findSchema(kind: ApiKind): Promise<SchemaValidator | undefined> {
    const version = pathSegment(kind.version);
    const path = kind.group
      ? `/openapi/v3/apis/${pathSegment(kind.group)}/${version}`
      : `/openapi/v3/api/${version}`;
    const document = await this.#document(path, kind.kind);
    return document?.validator(kind);
  }

  /**
   * The quotas of a namespace that count everything in it; none when there is no such namespace yet.
   *
   * @throws ServiceUnavailableError when the cluster does not tell them
   */
  async quotas(namespace: string): Promise<Quota[]> {
    const path = `/api/v1/namespaces/${pathSegment(namespace)}/resourcequotas`;
    const { items } = quotasSchema.parse(
      await this.#ask('the quota of the namespace', path),
    );
    return items
      .filter(({ spec }) => !spec?.scopes?.length && !spec?.scopeSelector)
      .map(({ metadata, spec, status }) => ({
        name: metadata.name,
        hard: status?.hard ?? spec?.hard ?? {},
        used: status?.used ?? {},
      }));
  }

  /**
   * What the LimitRanges of a namespace say of containers.
   *
   * @throws ServiceUnavailableError when the cluster does not tell them
   */
  async containerLimits(namespace: string): Promise<ContainerLimits[]> {
    const path = `/api/v1/namespaces/${pathSegment(namespace)}/limitranges`;
    const { items } = limitRangesSchema.parse(
      await this.#ask('the limits of the namespace', path),
    );
    return items.flatMap(({ metadata, spec }) =>
      spec.limits
        .filter(({ type }) => type === 'Container')
        .map(({ min = {}, max = {} }) => ({ name: metadata.name, min, max })),
    );
  }

  /**
   * Reads one object or list.
   *
   * @param what - for the error, e.g. `its Gateways`
   * @returns `undefined` when there is none, or the cluster does not know the kind
   * @throws ServiceUnavailableError when the cluster does not tell
   */
  async find(what: string, path: string): Promise<unknown> {
    try {
      return await this.#ask(what, path);
    } catch (error) {
      if (
        error instanceof ServiceUnavailableError &&
        isClusterError(error.cause) &&
        error.cause.status === 404
      ) {
        return undefined;
      }
      throw error;
    }
  }

  async #document(
    path: string,
    kind: string,
  ): Promise<SchemaDocument | undefined> {
    const kept = this.#documents.get(path);
    if (!kept) {
      const document = this.#readDocument(path, kind);
      this.#documents.set(path, { document, at: Date.now(), renewing: false });
      document.catch(() => this.#documents.delete(path));
      return document;
    }
    if (Date.now() - kept.at > SCHEMA_AGE_MS && !kept.renewing) {
      kept.renewing = true;
      this.#readDocument(path, kind)
        .then(document => {
          kept.document = Promise.resolve(document);
          kept.at = Date.now();
        })
        // The old one serves until the cluster is back.
        .catch(() => {})
        .finally(() => {
          kept.renewing = false;
        });
    }
    return kept.document;
  }

  async #readDocument(
    path: string,
    kind: string,
  ): Promise<SchemaDocument | undefined> {
    const document = await this.find(`the schema of ${kind}`, path);
    return document === undefined ? undefined : new SchemaDocument(document);
  }

  async #ask(what: string, path: string): Promise<unknown> {
    try {
      return await this.#client.request({
        method: 'GET',
        path,
        timeoutMs: 10_000,
      });
    } catch (error) {
      const detail =
        isClusterError(error) && error.status === 403
          ? 'it does not allow the portal to read it; the platform team has to'
          : 'it does not answer; try again in a moment';
      throw new ServiceUnavailableError(
        `The request cannot be checked: cluster ${this.name} was asked for ${what}, and ${detail}. Nothing was written.`,
        error,
      );
    }
  }
}
