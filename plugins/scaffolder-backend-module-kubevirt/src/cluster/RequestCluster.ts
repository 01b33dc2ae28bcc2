import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterClient,
  isClusterError,
  pathSegment,
} from '@naru/plugin-clusters-node';
import { z } from 'zod';
import { SchemaValidator } from '../schema/SchemaValidator';

/** Quantities by name, as Kubernetes writes them. */
export type ResourceList = Record<string, string>;

/** A ResourceQuota. */
export interface Quota {
  name: string;
  hard: ResourceList;
  used: ResourceList;
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

const SCHEMA_AGE_MS = 10 * 60_000;
const KIND = { group: 'kubevirt.io', version: 'v1', kind: 'VirtualMachine' };

/** What the cluster that machines go to says about them before they exist. */
export class RequestCluster {
  readonly #client: ClusterClient;
  #schema: { validator: Promise<SchemaValidator>; at: number } | undefined;

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  /**
   * The cluster's own schema of a VirtualMachine.
   *
   * @throws ServiceUnavailableError when the cluster does not tell it
   */
  async virtualMachineSchema(): Promise<SchemaValidator> {
    if (!this.#schema || Date.now() - this.#schema.at > SCHEMA_AGE_MS) {
      const validator = this.#readSchema();
      this.#schema = { validator, at: Date.now() };
      validator.catch(() => {
        this.#schema = undefined;
      });
    }
    return this.#schema.validator;
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

  async #readSchema(): Promise<SchemaValidator> {
    const path = `/openapi/v3/apis/${KIND.group}/${KIND.version}`;
    const document = await this.#ask('the schema of VirtualMachine', path);
    return SchemaValidator.create(document, KIND);
  }

  async #ask(what: string, path: string): Promise<unknown> {
    const { name } = this.#client.connection;
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
        `The request cannot be checked: cluster ${name} was asked for ${what}, and ${detail}. Nothing was written.`,
        error,
      );
    }
  }
}
