import { NotFoundError } from '@backstage/errors';
import { ObjectReport } from '@naru/plugin-gitops-common';
import { Application, destinationCluster } from '@naru/plugin-gitops-node';
import { ClusterObject, Workloads } from '@naru/plugin-workloads-node';
import { placeOf } from './EntityApplicationsReader';

type ObjectId = Omit<ClusterObject, 'cluster'>;

/**
 * What the cluster says of one object of an Application, or of a Pod or ReplicaSet of its Deployments.
 *
 * @throws NotFoundError when the Application has no such object, and what {@link Workloads.report} throws
 */
export async function reportObject(
  application: Application,
  object: ObjectId,
  workloads: Workloads,
): Promise<ObjectReport> {
  const cluster = destinationCluster(application);
  if (
    !isListed(application, object) &&
    !isMade(application, object, workloads)
  ) {
    throw new NotFoundError(
      `Application ${application.state.name} has no ${[
        object.kind,
        [object.namespace, object.name].filter(Boolean).join('/'),
      ].join(' ')}`,
    );
  }
  if (cluster === undefined) {
    throw new NotFoundError(
      `The portal does not look at the cluster that Application ${application.state.name} deploys to`,
    );
  }
  return workloads.report({ ...object, cluster });
}

function isListed({ state }: Application, object: ObjectId): boolean {
  return state.resources.some(
    ({ group, kind, namespace, name }) =>
      (group ?? '') === (object.group ?? '') &&
      kind === object.kind &&
      (namespace ?? '') === (object.namespace ?? '') &&
      name === object.name,
  );
}

/** Argo CD does not list what its objects make. */
function isMade(
  application: Application,
  { group, kind, namespace, name }: ObjectId,
  workloads: Workloads,
): boolean {
  const place = placeOf(application);
  const workload = place && workloads.of(place);
  if (!workload || namespace !== place.namespace) {
    return false;
  }
  if (kind === 'Pod' && group === undefined) {
    return workload.pods.includes(name);
  }
  // The rest of the name is a hash.
  const deployment = name.slice(0, name.lastIndexOf('-'));
  return (
    kind === 'ReplicaSet' &&
    group === 'apps' &&
    workload.deployments.includes(deployment)
  );
}
