import { stringifyEntityRef } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

/**
 * Which object of which cluster.
 *
 * @public
 */
export interface ObjectIdentity {
  cluster: string;
  /** As Kubernetes has it; `VirtualMachine`, `DataSource`. */
  kind: string;
  namespace: string;
  name: string;
}

/**
 * Where the entity of an object is.
 *
 * @public
 */
export interface EntityPlace {
  /** Namespace of the entity. */
  namespace: string;
  /** Name of the entity. */
  name: string;
  /** `resource:<namespace>/<name>`. */
  entityRef: string;
}

const MAX_NAME_LENGTH = 63;

/**
 * Gives the objects of the configured clusters their entity names.
 *
 * @remarks
 *
 * A name is `<name>` in the first cluster and `<name>.<cluster>` in the others. A name that is too long, or that another object could have, is cut
 * and gets `_` and 8 hex digits of a hash of the full identity. No name of Kubernetes has a `_`, so a hashed name is never the plain name of
 * another object.
 *
 * @public
 */
export class EntityNaming {
  readonly #clusters: string[];

  /**
   * @param clusters - names in the order of the config; they are DNS labels
   */
  constructor(clusters: string[]) {
    this.#clusters = clusters;
  }

  /**
   * The entity of a namespaced object.
   *
   * @param isTaken - whether an object of another kind has the plain name already
   */
  placeOf(object: ObjectIdentity, isTaken = false): EntityPlace {
    const { cluster, namespace } = object;
    const plain =
      cluster === this.#clusters[0] ? object.name : `${object.name}.${cluster}`;
    const name =
      isTaken || this.#isAmbiguous(object, plain)
        ? hashed(object, plain)
        : plain;
    return {
      namespace,
      name,
      entityRef: stringifyEntityRef({ kind: 'Resource', namespace, name }),
    };
  }

  /** The entity of a cluster. */
  clusterPlace(cluster: string): EntityPlace {
    return {
      namespace: 'default',
      name: cluster,
      entityRef: stringifyEntityRef({
        kind: 'Resource',
        namespace: 'default',
        name: cluster,
      }),
    };
  }

  #isAmbiguous(object: ObjectIdentity, plain: string): boolean {
    const [first, ...others] = this.#clusters;
    const looksForeign =
      object.cluster === first &&
      others.some(other => plain.endsWith(`.${other}`));
    const looksLikeCluster =
      object.namespace === 'default' && this.#clusters.includes(plain);
    return plain.length > MAX_NAME_LENGTH || looksForeign || looksLikeCluster;
  }
}

function hashed(object: ObjectIdentity, plain: string): string {
  const { cluster, kind, namespace, name } = object;
  const hash = createHash('sha256')
    .update([cluster, kind, namespace, name].join('/'))
    .digest('hex')
    .slice(0, 8);
  const room = MAX_NAME_LENGTH - hash.length - 1;
  return `${plain.slice(0, room).replace(/[-.]+$/, '')}_${hash}`;
}
