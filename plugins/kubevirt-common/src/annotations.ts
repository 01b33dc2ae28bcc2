/**
 * Entity ref of the owner. Read from a VirtualMachine, else from its namespace.
 *
 * @public
 */
export const OWNER_ANNOTATION = 'naru.io/owner';

/**
 * User ref of the person whose request created the VirtualMachine.
 *
 * @public
 */
export const REQUESTED_BY_ANNOTATION = 'naru.io/requested-by';

/**
 * `<repository id>:<branch>` of the change request that created the VirtualMachine.
 *
 * @public
 */
export const REQUEST_ANNOTATION = 'naru.io/request';

/**
 * Path of the manifest in the GitOps repository.
 *
 * @public
 */
export const SOURCE_FILE_ANNOTATION = 'naru.io/source-file';

/**
 * On an entity: name of the cluster, as in `kubevirt.clusters`.
 *
 * @public
 */
export const CLUSTER_ANNOTATION = 'naru.io/cluster';

/**
 * On an entity: Kubernetes namespace of the object.
 *
 * @public
 */
export const NAMESPACE_ANNOTATION = 'naru.io/namespace';

/**
 * On an entity: Kubernetes name of the object, unchanged.
 *
 * @public
 */
export const NAME_ANNOTATION = 'naru.io/name';

/**
 * Label of a DataSource that is offered as a golden image; its value is `"true"`.
 *
 * @public
 */
export const GOLDEN_IMAGE_LABEL = 'naru.io/golden-image';

/**
 * Title of a golden image, e.g. `Ubuntu 24.04 LTS`.
 *
 * @public
 */
export const TITLE_ANNOTATION = 'naru.io/title';

/**
 * Smallest disk that holds a golden image, a Kubernetes quantity such as `10Gi`.
 *
 * @public
 */
export const MINIMUM_SIZE_ANNOTATION = 'naru.io/minimum-size';

/**
 * Login name that a golden image comes with.
 *
 * @public
 */
export const DEFAULT_USER_ANNOTATION = 'naru.io/default-user';

/**
 * Environment of a namespace or a VirtualMachine, e.g. `staging`. A label.
 *
 * @public
 */
export const ENVIRONMENT_LABEL = 'naru.io/environment';
