import { Readable } from 'node:stream';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  changeRequestListSchema,
  changeRequestReadPermission,
} from '@naru/plugin-gitops-common';
import {
  changeRequestDocument,
  type ChangeRequestDocument,
} from './changeRequestDocument';

const TIMEOUT_MS = 60_000;

/** Collects the change requests that the GitOps plugin knows. A plugin that does not answer leaves the old ones in the index. */
export class ChangeRequestCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'change-request';
  readonly visibilityPermission = changeRequestReadPermission;
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #page: string;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** Path of the GitOps plugin's page. */
    page: string;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#page = options.page;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<ChangeRequestDocument> {
    const baseUrl = await this.#discovery.getBaseUrl('gitops');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'gitops',
    });
    const response = await fetch(`${baseUrl}/v1/change-requests`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { items } = changeRequestListSchema.parse(await response.json());
    for (const item of items) {
      yield changeRequestDocument(item, this.#page);
    }
  }
}
