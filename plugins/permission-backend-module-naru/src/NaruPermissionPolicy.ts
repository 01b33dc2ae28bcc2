import type {
  BackstageUserInfo,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import { RESOURCE_TYPE_GITOPS_APPLICATION } from '@naru/plugin-gitops-common';
import {
  applicationConditions,
  createApplicationConditionalDecision,
} from '@naru/plugin-gitops-node';
import { RESOURCE_TYPE_KUBEVIRT_VM } from '@naru/plugin-kubevirt-common';
import {
  createVirtualMachineConditionalDecision,
  virtualMachineConditions,
} from '@naru/plugin-kubevirt-node';
import { grants } from './grants';
import { type RoleGroups, roleOf } from './Role';

/** Options of {@link NaruPermissionPolicy}. */
export interface NaruPermissionPolicyOptions {
  groups: RoleGroups;
  userInfo: UserInfoService;
}

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** Platform engineers do everything, owners act on their own, everyone signed in looks, auditors only look. */
export class NaruPermissionPolicy implements PermissionPolicy {
  readonly #groups: RoleGroups;
  readonly #userInfo: UserInfoService;

  constructor(options: NaruPermissionPolicyOptions) {
    this.#groups = options.groups;
    this.#userInfo = options.userInfo;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return deny;
    const person = await this.#userInfo.getUserInfo(user.credentials);
    const role = roleOf(person.ownershipEntityRefs, this.#groups);
    if (role === 'platform') return allow;
    switch (grants[role].get(permission.name)) {
      case 'all':
        return allow;
      case 'own':
        return decideOwn(permission, person);
      default:
        return deny;
    }
  }
}

function decideOwn(
  permission: Permission,
  { userEntityRef, ownershipEntityRefs }: BackstageUserInfo,
): PolicyDecision {
  if (isResourcePermission(permission, RESOURCE_TYPE_KUBEVIRT_VM)) {
    return createVirtualMachineConditionalDecision(
      permission,
      virtualMachineConditions.isOwner({ claims: ownershipEntityRefs }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_GITOPS_APPLICATION)) {
    return createApplicationConditionalDecision(
      permission,
      applicationConditions.isOwner({ claims: ownershipEntityRefs }),
    );
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)) {
    // The scaffolder exports its conditions from its backend only, which a module must not import.
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'scaffolder',
      resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
      conditions: {
        rule: 'IS_TASK_OWNER',
        resourceType: RESOURCE_TYPE_SCAFFOLDER_TASK,
        params: { createdBy: [userEntityRef] },
      },
    };
  }
  return deny;
}
