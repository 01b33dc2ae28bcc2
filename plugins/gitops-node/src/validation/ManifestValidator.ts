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
  /** `warn` is shown to the person and to the reviewer, but does not refuse the request. Default `refuse`. */
  severity?: 'refuse' | 'warn';
  /** Question of the form that it is about; default: what the template says of `path` and `field`. */
  parameter?: string;
  /** What is wrong and what to do, in words, without secrets. */
  message: string;
  /** The same in Korean. */
  messageKo?: string;
}

/**
 * A file of the change, whatever it holds.
 *
 * @public
 */
export interface ProposedFile {
  path: string;
  content: string;
  /** `manifest`: Kubernetes objects; `entity`: of the catalog; `values`: of a Helm chart; `text`: anything else. */
  holds: 'manifest' | 'entity' | 'values' | 'text';
}

/**
 * What a program makes of the files, for people to look at.
 *
 * @public
 */
export interface ProposedRendering {
  /** e.g. `staging`. */
  title: string;
  /** Name of the Argo CD Application. */
  application: string;
  namespace: string;
  /** YAML of all objects. */
  manifests?: string;
  /** Why there are none, e.g. `no-helm`. */
  unavailable?: string;
}

/**
 * What a validator may look at besides the manifests.
 *
 * @public
 */
export interface ManifestValidationContext {
  host: ChangeRequestHost;
  /** All files of the change, those that hold no manifest included. */
  files: ProposedFile[];
  /** Takes what was rendered, for the preview. */
  addRendering(rendering: ProposedRendering): void;
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
