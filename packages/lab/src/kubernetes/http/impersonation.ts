import type { IncomingHttpHeaders } from 'node:http';
import type { Requester } from '../KubernetesApi';
import { badRequest } from '../pipeline/apiErrors';
import type { Authorizer } from '../rbac/Authorizer';

const AUTHENTICATED = 'system:authenticated';

/**
 * Whom the request is to be taken for: the sender, or another by the `Impersonate-User` and `Impersonate-Group`
 * headers (`kubectl --as`).
 *
 * @throws ApiError 403 when the sender may not impersonate that user or group
 */
export function effectiveRequester(
  sender: Requester,
  headers: IncomingHttpHeaders,
  authorizer: Authorizer,
): Requester {
  const name = headers['impersonate-user'];
  const groups = listOf(headers['impersonate-group']);
  if (name === undefined || Array.isArray(name)) {
    if (groups.length > 0) {
      throw badRequest('requested groups without impersonating a user');
    }
    return sender;
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  authorizer.check(sender, {
    verb: 'impersonate',
    group: '',
    resource: account ? 'serviceaccounts' : 'users',
    namespace: account?.[1],
    name: account?.[2] ?? name,
  });
  for (const group of groups) {
    authorizer.check(sender, {
      verb: 'impersonate',
      group: '',
      resource: 'groups',
      name: group,
    });
  }
  return {
    name,
    groups: [
      ...groups,
      ...(account && groups.length === 0
        ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`]
        : []),
      AUTHENTICATED,
    ],
  };
}

function listOf(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : value.split(',')).map(item =>
    item.trim(),
  );
}
