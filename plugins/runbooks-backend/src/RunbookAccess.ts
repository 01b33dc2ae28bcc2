import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  runbookFeedbackReadPermission,
  runbookReadPermission,
} from '@naru/plugin-runbooks-common';

/** Who may do what with runbooks. */
export class RunbookAccess {
  readonly #permissions: PermissionsService;

  constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  /** @throws NotAllowedError */
  async requireRead(credentials: BackstageCredentials): Promise<void> {
    await this.#require(runbookReadPermission, credentials, 'see runbooks');
  }

  /** @throws NotAllowedError */
  async requireFeedback(credentials: BackstageCredentials): Promise<void> {
    await this.#require(
      runbookFeedbackReadPermission,
      credentials,
      'see how helpful runbooks were',
    );
  }

  /** Whether they look after runbooks: then they see what is wrong with pages. */
  async mayLookAfter(credentials: BackstageCredentials): Promise<boolean> {
    return this.#allows(runbookFeedbackReadPermission, credentials);
  }

  async #require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
    what: string,
  ): Promise<void> {
    if (!(await this.#allows(permission, credentials))) {
      throw new NotAllowedError(
        `You may not ${what}. Ask the platform team for ${permission.name}.`,
      );
    }
  }

  async #allows(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }
}
