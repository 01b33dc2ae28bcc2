import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_KUBEVIRT_VM,
  VirtualMachineSummary,
} from '@naru/plugin-kubevirt-common';
import { z } from 'zod';

/**
 * The VirtualMachine as a resource of permissions. Its ref is the ref of its entity.
 *
 * @public
 */
export const virtualMachineResourceRef = createPermissionResourceRef<
  VirtualMachineSummary,
  { owners: string[] }
>().with({ pluginId: 'kubevirt', resourceType: RESOURCE_TYPE_KUBEVIRT_VM });

/**
 * Admits the VirtualMachines of the given owners.
 *
 * @public
 */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Admits VirtualMachines that one of the claims owns',
  resourceRef: virtualMachineResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of the person and the groups they belong to'),
  }),
  apply: (virtualMachine, { claims }) => claims.includes(virtualMachine.owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/**
 * All rules for VirtualMachines, to register and to build conditions of.
 *
 * @public
 */
export const virtualMachinePermissionRules = { isOwner };

const conditionExports = createConditionExports({
  resourceRef: virtualMachineResourceRef,
  rules: virtualMachinePermissionRules,
});

/**
 * Conditions for a permission policy: `virtualMachineConditions.isOwner({ claims })`.
 *
 * @public
 */
export const virtualMachineConditions = conditionExports.conditions;

/**
 * Makes a conditional decision on VirtualMachines.
 *
 * @public
 */
export const createVirtualMachineConditionalDecision =
  conditionExports.createConditionalDecision;
