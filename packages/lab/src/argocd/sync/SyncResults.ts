import { z } from 'zod';
import { identityKey } from '../compare/trackingId';
import type { OperationState } from '../model/Application';
import { podImages } from '../model/podImages';
import type { SyncResult, SyncTask } from './SyncTask';

const resultsSchema = z.array(
  z.object({
    group: z.string(),
    version: z.string(),
    kind: z.string(),
    namespace: z.string(),
    name: z.string(),
    status: z
      .enum(['Synced', 'SyncFailed', 'Pruned', 'PruneSkipped'])
      .optional(),
    message: z.string(),
    hookPhase: z.enum(['Running', 'Succeeded', 'Failed', 'Error']).optional(),
    hookType: z.string().optional(),
    syncPhase: z.enum(['PreSync', 'Sync', 'PostSync', 'SyncFail']),
    images: z.array(z.string()).optional(),
  }),
);

/** Results that an operation's state holds; empty when it holds none that can be read. */
export function knownResults(state: OperationState | undefined): SyncResult[] {
  const parsed = resultsSchema.safeParse(state?.syncResult?.resources);
  return parsed.success ? parsed.data : [];
}

/** What became of the tasks of a sync, in the order in which they began. */
export class SyncResults {
  readonly all: SyncResult[] = [];

  /** Takes what is known from elsewhere in addition. */
  add(known: SyncResult[]): void {
    this.all.push(...known.map(result => ({ ...result })));
  }

  of(task: SyncTask): SyncResult | undefined {
    const key = identityKey(task.identity);
    return this.all.find(
      result => identityKey(result) === key && result.syncPhase === task.phase,
    );
  }

  record(
    task: SyncTask,
    result: Pick<SyncResult, 'status' | 'message' | 'hookPhase'>,
  ): void {
    const known = this.of(task);
    if (known) {
      Object.assign(known, result);
      return;
    }
    const { identity, version, phase, isHook } = task;
    const images = podImages([task.desired ?? task.live]);
    this.all.push({
      ...identity,
      version,
      ...result,
      ...(isHook ? { hookType: phase } : {}),
      syncPhase: phase,
      ...(images.length > 0 ? { images } : {}),
    });
  }

  isPending(task: SyncTask): boolean {
    return this.of(task) === undefined;
  }

  isRunning(task: SyncTask): boolean {
    return this.of(task)?.hookPhase === 'Running';
  }

  hasFailed(task: SyncTask): boolean {
    const phase = this.of(task)?.hookPhase;
    return phase === 'Failed' || phase === 'Error';
  }
}
