import {
  BackstageCredentials,
  createExtensionPoint,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ChangeRequestHost } from '../hosts/ChangeRequestHost';

/**
 * A manifest that is to become a file of a change request.
 *
 * @public
 */
export interface Manifest {
  /** Path of its file. */
  path: string;
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  /** The whole object. */
  object: Record<string, unknown>;
}

/**
 * A rule that a manifest breaks. All of them are shown to the person together.
 *
 * @public
 */
export interface ManifestFault {
  /** Id in the validation catalogue, e.g. `VAL-051`. */
  rule: string;
  /** Path of the file. */
  path: string;
  /** Where in the manifest, e.g. `spec.template.spec.domain`. */
  field?: string;
  /** What is wrong and what to do, in words, without secrets. */
  message: string;
}

/**
 * What a validator may look at besides the manifests.
 *
 * @public
 */
export interface ManifestValidationContext {
  host: ChangeRequestHost;
  /** Credentials of the person who asks. */
  credentials: BackstageCredentials;
  /** Entity ref of the group that is to own the objects. */
  owner: string;
  logger: LoggerService;
  signal?: AbortSignal;
}

/**
 * Rules for one or more kinds of manifests.
 *
 * @public
 */
export interface ManifestValidator {
  /** For logs, e.g. `kubevirt`. */
  id: string;
  /**
   * Checks all manifests of a change at once; those of other kinds are passed over.
   *
   * @throws when it cannot tell, e.g. because a cluster does not answer. The change is then refused with that message.
   */
  validate(
    manifests: Manifest[],
    context: ManifestValidationContext,
  ): Promise<ManifestFault[]>;
}

/**
 * Where modules of the scaffolder add their rules to the action `gitops:pull-request`.
 *
 * @public
 */
export interface ManifestValidatorsExtensionPoint {
  addValidator(validator: ManifestValidator): void;
}

/**
 * Where modules of the scaffolder add their rules to the action `gitops:pull-request`.
 *
 * @public
 */
export const manifestValidatorsExtensionPoint =
  createExtensionPoint<ManifestValidatorsExtensionPoint>({
    id: 'gitops.manifest-validators',
  });
