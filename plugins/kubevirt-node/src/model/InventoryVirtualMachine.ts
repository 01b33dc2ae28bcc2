import {
  PowerAction,
  PowerOffer,
  VirtualMachine,
} from '@naru/plugin-kubevirt-common';

/**
 * Whether the state of a machine admits a power action; who may do it is not known here.
 *
 * @public
 */
export type PowerPossibility = Omit<PowerOffer, 'allowed'>;

/**
 * A VirtualMachine as the inventory knows it: all of its page except what the person who looks may do.
 *
 * @public
 */
export interface InventoryVirtualMachine extends Omit<VirtualMachine, 'power'> {
  power: Record<PowerAction, PowerPossibility>;
  /** What people have decided about it; it changes by a decision and not by the life of the machine. */
  decided: DecidedState;
}

/**
 * What a catalog entity of a VirtualMachine is made of.
 *
 * @public
 */
export interface DecidedState {
  cpu?: number;
  memoryBytes?: number;
  /** Sum of the disks whose size the manifest says. */
  diskBytes?: number;
  /** Labels of the object, without those that controllers write. */
  labels: Record<string, string>;
  /** Why the owner could not be read from the annotation, if so. */
  ownerProblem?: string;
}

/**
 * A golden image: a CDI DataSource with the label `naru.io/golden-image`.
 *
 * @public
 */
export interface GoldenImage {
  entityRef: string;
  /** Where its entity is. */
  entity: { namespace: string; name: string };
  cluster: string;
  namespace: string;
  name: string;
  title: string;
  /** Entity ref of the owner. */
  owner: string;
  /** A Kubernetes quantity, e.g. `10Gi`. */
  minimumSize?: string;
  /** Login name that the image comes with. */
  defaultUser?: string;
}
