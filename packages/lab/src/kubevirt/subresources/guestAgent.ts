import { isTrue } from '../conditions';
import { VIRTUAL_MACHINE_INSTANCES } from '../resources';
import type { KubevirtContext } from '../KubevirtContext';
import type { VirtualMachineInstance } from '../types';
import { PlainAnswer } from './answers';

const GIB = 2 ** 30;

function agentOf(
  { api }: KubevirtContext,
  namespace: string,
  name: string,
): VirtualMachineInstance {
  const found = api.find(VIRTUAL_MACHINE_INSTANCES, namespace, name);
  if (!found) {
    throw new PlainAnswer(
      500,
      `virtualmachineinstance.kubevirt.io "${name}" not found`,
    );
  }
  const guest = found as VirtualMachineInstance;
  const refuse = (why: string) =>
    new PlainAnswer(
      500,
      `Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "${name}": ${why}`,
    );
  if (guest.status?.phase !== 'Running') throw refuse('VMI is not running');
  if (!isTrue(guest.status.conditions, 'AgentConnected')) {
    throw refuse('VMI does not have guest agent connected');
  }
  return guest;
}

function usersOf(guest: VirtualMachineInstance): object[] {
  const loginTime = Date.parse(guest.metadata.creationTimestamp ?? '') / 1000;
  return [{ userName: 'root', loginTime }];
}

const DISKS = [
  {
    diskName: 'vda1',
    mountPoint: '/',
    fileSystemType: 'xfs',
    usedBytes: 2 * GIB,
    totalBytes: 10 * GIB,
  },
];

/** What the guest's agent answers to `guestosinfo`, `userlist` and `filesystemlist`; without one it is a 500 in plain text. */
export function askAgent(
  context: KubevirtContext,
  namespace: string,
  name: string,
  what: 'guestosinfo' | 'userlist' | 'filesystemlist',
): object {
  const guest = agentOf(context, namespace, name);
  if (what === 'userlist') return { items: usersOf(guest) };
  if (what === 'filesystemlist') return { items: DISKS };
  return {
    guestAgentVersion: '9.0.0',
    hostname: guest.spec.hostname ?? name,
    os: guest.status?.guestOSInfo,
    timezone: 'KST, 32400',
    userList: usersOf(guest),
    fsInfo: { disks: DISKS },
  };
}
