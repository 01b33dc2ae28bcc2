import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_GITOPS_APPLICATION } from '@naru/plugin-gitops-common';
import { z } from 'zod';

/**
 * What Applications deploy, as far as permissions ask.
 *
 * @public
 */
export interface DeployedEntity {
  /** Entity ref of what is deployed. */
  entityRef: string;
  /** Entity refs of its owners, in lower case. */
  owners: string[];
}

/**
 * The Applications of an entity as a resource of permissions. Its ref is that of the entity.
 *
 * @public
 */
export const applicationResourceRef = createPermissionResourceRef<
  DeployedEntity,
  { owners: string[] }
>().with({
  pluginId: 'gitops',
  resourceType: RESOURCE_TYPE_GITOPS_APPLICATION,
});

/**
 * Admits the Applications of entities of the given owners.
 *
 * @public
 */
export const isApplicationOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Admits Applications of entities that one of the claims owns',
  resourceRef: applicationResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of the person and the groups they belong to'),
  }),
  apply: ({ owners }, { claims }) =>
    owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/**
 * All rules for Applications, to register and to build conditions of.
 *
 * @public
 */
export const applicationPermissionRules = { isOwner: isApplicationOwner };

const conditionExports = createConditionExports({
  resourceRef: applicationResourceRef,
  rules: applicationPermissionRules,
});

/**
 * Conditions for a permission policy: `applicationConditions.isOwner({ claims })`.
 *
 * @public
 */
export const applicationConditions = conditionExports.conditions;

/**
 * Makes a conditional decision on Applications.
 *
 * @public
 */
export const createApplicationConditionalDecision =
  conditionExports.createConditionalDecision;
