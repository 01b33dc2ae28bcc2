/**
 * What a system said about something that went wrong, as a plugin hands it over. All fields are optional; the more there
 * are, the better the match. Texts are taken as they are, in the system's own words.
 *
 * @public
 */
export interface Signal {
  /** Who said it, e.g. `kubevirt`, `cdi`, `argocd`, `harbor`, `kubernetes`, `naru`. */
  system?: string;
  /** Kubernetes kind of the object it is about, e.g. `DataVolume`. */
  kind?: string;
  /** `status.printableStatus` of a VirtualMachine, e.g. `ErrorUnschedulable`. */
  status?: string;
  /** Phase of a DataVolume, PersistentVolumeClaim or Pod. */
  phase?: string;
  /** A condition of the object. */
  condition?: { type: string; status?: string; reason?: string };
  /** Reason of a container's waiting or terminated state, e.g. `CrashLoopBackOff`. */
  reason?: string;
  /** Reason of an event, e.g. `FailedScheduling`. */
  event?: string;
  /** Phase of an Argo CD operation, e.g. `Failed`. */
  operation?: string;
  /** Sync state of an Argo CD Application, e.g. `OutOfSync`. */
  sync?: string;
  /** Health of an Argo CD Application or resource, e.g. `Degraded`. */
  health?: string;
  /** HTTP status that `system` answered with. */
  http?: number;
  /** The message in full. */
  message?: string;
}
