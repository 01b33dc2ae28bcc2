import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  PowerAction,
  powerActions,
  PowerOffer,
  virtualMachineReadPermission,
  virtualMachineRestartPermission,
  virtualMachineStartPermission,
  virtualMachineStopPermission,
} from '@naru/plugin-kubevirt-common';
import {
  InventoryVirtualMachine,
  virtualMachineResourceRef,
} from '@naru/plugin-kubevirt-node';

const powerPermissions = {
  start: virtualMachineStartPermission,
  stop: virtualMachineStopPermission,
  restart: virtualMachineRestartPermission,
} as const;

/**
 * What a person may see and do.
 */
export class VirtualMachineAccess {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  /**
   * Those of the machines that the person may see.
   *
   * @throws NotAllowedError when it is none by principle.
   */
  async visible(
    machines: InventoryVirtualMachine[],
    credentials: BackstageCredentials,
  ): Promise<InventoryVirtualMachine[]> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: virtualMachineReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return machines;
      case AuthorizeResult.CONDITIONAL: {
        const admits = createConditionAuthorizer(
          this.#registry.getPermissionRuleset(virtualMachineResourceRef),
        );
        return machines.filter(machine => admits(decision, machine));
      }
      default:
        throw new NotAllowedError('You may not see VirtualMachines');
    }
  }

  /**
   * Which power actions are possible now and allowed to the person.
   *
   * @throws NotAllowedError when the person may not see the machine.
   */
  async offers(
    machine: InventoryVirtualMachine,
    credentials: BackstageCredentials,
  ): Promise<Record<PowerAction, PowerOffer>> {
    const { entityRef: resourceRef, power } = machine;
    const [read, ...actions] = await this.#permissions.authorize(
      [
        { permission: virtualMachineReadPermission, resourceRef },
        ...powerActions.map(action => ({
          permission: powerPermissions[action],
          resourceRef,
        })),
      ],
      { credentials },
    );
    if (read.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`You may not see ${resourceRef}`);
    }
    const offerOf = (action: PowerAction): PowerOffer => {
      const decision = actions[powerActions.indexOf(action)];
      return decision?.result === AuthorizeResult.ALLOW
        ? { ...power[action], allowed: true }
        : { ...power[action], allowed: false, reason: 'forbidden' };
    };
    return {
      start: offerOf('start'),
      stop: offerOf('stop'),
      restart: offerOf('restart'),
    };
  }

  /**
   * Checks that the person may do the action.
   *
   * @throws NotAllowedError that says whom to ask.
   */
  async requirePower(
    machine: InventoryVirtualMachine,
    action: PowerAction,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize(
      [
        {
          permission: powerPermissions[action],
          resourceRef: machine.entityRef,
        },
      ],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not ${action} ${machine.entityRef}; its owner ${machine.owner} or the platform team can`,
      );
    }
  }
}
