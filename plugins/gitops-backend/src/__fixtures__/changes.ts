import { ChangeRequest } from '@naru/plugin-gitops-common';
import {
  ChangeRequestHost,
  ChangeRequestHosts,
  ensureChangeRequest,
} from '@naru/plugin-gitops-node';

/** Path of the machine that the tests ask for. */
export const PATH = 'kubernetes/staging/vms/team1/web-01.yaml';

/** Branch of the request for it. */
export const BRANCH = 'naru/vm/team1-staging/web-01';

/** The machine as Argo CD lists it. */
export const vmResource = {
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  namespace: 'team1-staging',
  name: 'web-01',
};

const CONTENT = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: web-01, namespace: team1-staging }
`;

/** Opens the request for the machine. */
export async function openRequest(
  host: ChangeRequestHost,
  name = 'web-01',
): Promise<ChangeRequest> {
  const { changeRequest } = await ensureChangeRequest({
    host,
    draft: {
      branch: BRANCH.replace('web-01', name),
      title: `Add virtual machine ${name}`,
      body: 'x',
      requestedBy: 'user:default/dev1',
      author: { name: '김다나', email: 'dana@example.com' },
      entityRefs: [`resource:team1-staging/${name}`],
      files: [
        {
          path: PATH.replace('web-01', name),
          content: CONTENT.replace('web-01', name),
        },
      ],
    },
  });
  return changeRequest;
}

/** One repository as the configured ones. */
export function hostsOf(host: ChangeRequestHost): ChangeRequestHosts {
  return {
    list: () => [host],
    get: () => host,
    webhookSecret: () => 'webhook-secret',
  };
}
