import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError, toError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ClusterList,
  powerActions,
  PowerAnswer,
  removalConfirmPermission,
  VirtualMachineAnswer,
  VirtualMachineList,
} from '@naru/plugin-kubevirt-common';
import {
  InventoryVirtualMachine,
  KubevirtInventory,
  RemovalGuard,
} from '@naru/plugin-kubevirt-node';
import express from 'express';
import Router from 'express-promise-router';
import { VirtualMachineAccess } from '../access/VirtualMachineAccess';
import { listVirtualMachines } from '../list/listVirtualMachines';
import { detailOf, summaryOf } from '../list/publicVirtualMachine';
import { auditedPower } from './auditedPower';
import { clusterStates } from './clusterStates';
import { findVirtualMachine } from './findVirtualMachine';
import { parseVirtualMachineQuery } from './virtualMachineQuery';

/** What the routes need. */
export interface RouterOptions {
  access: VirtualMachineAccess;
  auditor: AuditorService;
  guard: RemovalGuard;
  httpAuth: HttpAuthService;
  inventory: KubevirtInventory;
  permissions: PermissionsService;
}

const SHOWN_REFS = 100;

/**
 * The HTTP API. Which object of which cluster a route means is looked up by its entity, never taken from the client.
 */
export function createRouter(options: RouterOptions): express.Router {
  const { access, auditor, guard, httpAuth, inventory, permissions } = options;
  const router = Router();

  router.get('/v1/vms', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const query = parseVirtualMachineQuery(request.query);
    const visible = await access.visible(
      inventory.virtualMachines(),
      credentials,
    );
    const page = listVirtualMachines(visible, query);
    const list: VirtualMachineList = {
      ...page,
      items: page.items.map(summaryOf),
      clusters: clusterStates(inventory, guard),
    };
    response.json(list);
  });

  router.get('/v1/vms/:namespace/:entityName', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const machine = findVirtualMachine(inventory, request.params);
    const power = await access.offers(machine, credentials);
    const answer: VirtualMachineAnswer = {
      vm: detailOf(machine, power),
      cluster: clusterOf(machine),
    };
    response.json(answer);
  });

  for (const action of powerActions) {
    router.post(
      `/v1/vms/:namespace/:entityName/${action}`,
      async (request, response) => {
        const credentials = await httpAuth.credentials(request, {
          allow: ['user'],
        });
        const machine = await auditedPower({
          access,
          action,
          auditor,
          credentials,
          inventory,
          request,
        });
        const answer: PowerAnswer = {
          message: `Cluster ${machine.cluster} accepted: ${action} ${machine.entityRef}`,
        };
        response.status(202).json(answer);
      },
    );
  }

  router.get('/v1/clusters', async (request, response) => {
    await httpAuth.credentials(request);
    const list: ClusterList = { clusters: clusterStates(inventory, guard) };
    response.json(list);
  });

  router.get('/v1/removals', async (request, response) => {
    await requireConfirm(request);
    response.json({
      removals: guard.refusals().map(({ entityRefs, ...refusal }) => ({
        ...refusal,
        count: entityRefs.length,
        entityRefs: entityRefs.slice(0, SHOWN_REFS),
      })),
    });
  });

  router.post('/v1/removals/:cluster/confirm', async (request, response) => {
    const { cluster } = request.params;
    const event = await auditor.createEvent({
      eventId: 'removal-confirm',
      severityLevel: 'high',
      request,
      meta: { cluster },
    });
    try {
      await requireConfirm(request);
      const { entityRefs } = guard.confirm(cluster);
      await event.success({ meta: { count: entityRefs.length } });
      response.status(202).json({
        message: `${entityRefs.length} entities of cluster ${cluster} go from the catalog`,
      });
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  return router;

  async function requireConfirm(request: express.Request): Promise<void> {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const [decision] = await permissions.authorize(
      [{ permission: removalConfirmPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You may not confirm removals; the platform team can',
      );
    }
  }

  function clusterOf(machine: InventoryVirtualMachine) {
    const state = clusterStates(inventory, guard).find(
      ({ name }) => name === machine.cluster,
    );
    if (!state) {
      throw new NotFoundError(`Cluster ${machine.cluster} is not configured`);
    }
    return state;
  }
}
