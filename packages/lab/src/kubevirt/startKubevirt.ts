import type { LabClock } from '../clock/LabClock';
import type { KubernetesApi } from '../kubernetes/KubernetesApi';
import { kubevirtAdmission } from './admission/kubevirtAdmission';
import { installClusterObjects } from './clusterObjects';
import {
  customResourceDefinitions,
  installCustomResourceDefinitions,
  machineSchemaOf,
} from './customResourceDefinitions';
import { EventRecorder } from './EventRecorder';
import { AddressPool } from './guests/AddressPool';
import { GuestController } from './guests/GuestController';
import { NodePlacement } from './guests/NodePlacement';
import type { KubevirtContext } from './KubevirtContext';
import { installKubevirtRoles } from './kubevirtRoles';
import { VirtualMachineController } from './machines/VirtualMachineController';
import { MigrationController } from './migrations/MigrationController';
import { subresourceApi } from './subresources/subresourceApi';
import { ClaimController } from './volumes/ClaimController';
import { DataSourceController } from './volumes/DataSourceController';
import { DataVolumeController } from './volumes/DataVolumeController';

/** What the played KubeVirt and CDI stand on. */
export interface StartKubevirtOptions {
  api: KubernetesApi;
  /** All that takes time asks it. */
  clock: LabClock;
  /** Numbers in [0, 1), the same for the same seed. */
  random: () => number;
}

/**
 * Installs KubeVirt and CDI: their kinds, webhooks and subresources, and the controllers that give machines a life. Objects
 * that an earlier lab left half-way go on from where they are.
 */
export function startKubevirt(options: StartKubevirtOptions): {
  stop(): void;
} {
  const { api, random } = options;
  const definitions = customResourceDefinitions();
  installCustomResourceDefinitions(api, definitions);
  const context: KubevirtContext = {
    ...options,
    events: new EventRecorder(options),
  };
  const parts = {
    placement: new NodePlacement(),
    addresses: new AddressPool(),
  };
  const migrations = new MigrationController(context, parts);
  const admission = kubevirtAdmission({
    api,
    random,
    machineSchema: machineSchemaOf(definitions),
    migrationInFlight: (namespace, guest) =>
      migrations.inFlight(namespace, guest),
  });
  admission.forEach(step => api.addAdmission(step));
  api.addAggregatedApi(subresourceApi(context));
  installClusterObjects(api);
  installKubevirtRoles(api);
  const stops = [
    new ClaimController(context).start(),
    new DataSourceController(context).start(),
    new DataVolumeController(context).start(),
    new VirtualMachineController(context).start(),
    new GuestController(context, parts).start(),
    migrations.start(),
  ];
  return { stop: () => stops.forEach(stop => stop()) };
}
