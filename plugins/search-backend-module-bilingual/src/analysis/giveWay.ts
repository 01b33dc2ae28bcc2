import { setImmediate } from 'node:timers/promises';

/** Milliseconds that analysis works at a stretch. */
const STRETCH_MS = 8;

/** To be awaited between documents: gives way to other work of the process when enough time has gone by. */
export function giveWay(): () => Promise<void> {
  let start = performance.now();
  return async () => {
    if (performance.now() - start > STRETCH_MS) {
      await setImmediate();
      start = performance.now();
    }
  };
}
