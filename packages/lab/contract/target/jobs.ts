import type { ArgocdTarget } from './argocdTarget';
import type { Json } from './ForgeClient';

/** Nobody's: the statements play the controller of such Jobs themselves. */
const MANAGED_BY = 'lab.naru.io/contract';

/** A Job manifest that waits for {@link endJob}. */
export function jobManifest(name: string, annotations: Json = {}): string {
  return `${JSON.stringify({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, annotations },
    spec: {
      managedBy: MANAGED_BY,
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'work', image: 'work:1' }],
        },
      },
    },
  })}\n`;
}

/** Lets the Job of a namespace succeed or fail, as soon as it is there. */
export async function endJob(
  target: ArgocdTarget,
  namespace: string,
  name: string,
  end: { failed?: string; succeeded?: string },
): Promise<void> {
  const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const condition = (type: string, message: string) => ({
    type,
    status: 'True',
    reason: 'Contract',
    message,
    lastProbeTime: at,
    lastTransitionTime: at,
  });
  const path = `/apis/batch/v1/namespaces/${namespace}/jobs/${name}`;
  const status = end.failed
    ? {
        startTime: at,
        failed: 1,
        conditions: [
          condition('FailureTarget', end.failed),
          condition('Failed', end.failed),
        ],
      }
    : {
        startTime: at,
        completionTime: at,
        succeeded: 1,
        conditions: [
          condition('SuccessCriteriaMet', end.succeeded ?? 'done'),
          condition('Complete', end.succeeded ?? 'done'),
        ],
      };
  await target.kubernetes.eventually(async () => {
    const answer = await target.kubernetes.request('PATCH', `${path}/status`, {
      body: { status },
      contentType: 'application/merge-patch+json',
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  });
}
