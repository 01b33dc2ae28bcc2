import {
  PowerAction,
  PowerOffer,
  VirtualMachine,
  VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';
import { InventoryVirtualMachine } from '@naru/plugin-kubevirt-node';

/** The row of a machine. */
export function summaryOf(
  machine: InventoryVirtualMachine,
): VirtualMachineSummary {
  const {
    conditions: _conditions,
    disks: _disks,
    interfaces: _interfaces,
    guest: _guest,
    request: _request,
    application: _application,
    power: _power,
    decided: _decided,
    ...summary
  } = machine;
  return summary;
}

/** The page of a machine. */
export function detailOf(
  machine: InventoryVirtualMachine,
  power: Record<PowerAction, PowerOffer>,
): VirtualMachine {
  const { decided: _decided, ...detail } = machine;
  return { ...detail, power };
}
