import { AuditorService } from '@backstage/backend-plugin-api';
import {
  ForwardedError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { isClusterError } from '@naru/plugin-clusters-node';
import {
  Application,
  ArgoCdApplications,
  SyncOrder,
} from '@naru/plugin-gitops-node';
import { Request } from 'express';

/**
 * Orders a sync for a person and leaves an audit event of the try, whatever comes of it.
 *
 * @param options - `find` looks the Application up and checks the person's right
 * @throws what `find` and {@link ArgoCdApplications.sync} throw, in errors of `@backstage/errors`
 */
export async function orderedSync(options: {
  applications: ArgoCdApplications;
  auditor: AuditorService;
  request: Request;
  entityRef: string;
  name: string;
  order: SyncOrder;
  find: () => Promise<Application>;
}): Promise<string[]> {
  const { applications, auditor, request, entityRef, name, order } = options;
  const event = await auditor.createEvent({
    eventId: 'application-sync',
    severityLevel: 'medium',
    request,
    meta: { entityRef, application: name, prune: order.prune },
  });
  try {
    const application = await options.find();
    const revisions = await applications.sync(application, order);
    const { cluster, namespace } = application.state;
    await event.success({ meta: { cluster, namespace, revisions } });
    return revisions;
  } catch (error) {
    const told = translate(error, name);
    await event.fail({ error: told });
    throw told;
  }
}

function translate(error: unknown, name: string): Error {
  if (!isClusterError(error)) {
    return toError(error);
  }
  const failure = `Application ${name} cannot be synced`;
  const { status, detail } = error;
  if (error.unreachable || status === 429 || status === 409) {
    return new ServiceUnavailableError(
      `${failure} now: the cluster of Argo CD does not take the order (${detail}). Look at its state before you try again`,
    );
  }
  if (status === 401 || error.reason === 'NoCredentials') {
    return new ServiceUnavailableError(
      `${failure}: the cluster does not accept the portal's credentials (${detail}); the platform team must renew the service account's token`,
    );
  }
  if (status === 403) {
    return new NotAllowedError(
      `${failure}: the portal's service account may not patch Applications (${detail}); the platform team must grant it`,
    );
  }
  if (status === 404) {
    return new NotFoundError(`${failure}: it is gone from Argo CD (${detail})`);
  }
  return new ForwardedError(failure, error);
}
