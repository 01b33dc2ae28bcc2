import { useApiHolder } from '@backstage/frontend-plugin-api';
import type { MatchedCase, Signal } from '@naru/plugin-runbooks-common';
import { useEffect, useMemo, useState } from 'react';
import { runbooksApiRef, type RunbooksApi } from '../api/RunbooksApi';
import { useRunbookLanguage } from '../cases/useRunbookLanguage';
import { boundedSignals } from './boundedSignals';
import { MatchQueue } from './MatchQueue';

const queues = new WeakMap<RunbooksApi, MatchQueue>();

/**
 * The cases that fit, best first. Undefined while that is not known, and for good where there are no runbooks: the
 * service is away, or this person may not read them.
 */
export function useMatches(signals: Signal[]): MatchedCase[] | undefined {
  const api = useApiHolder().get(runbooksApiRef);
  const language = useRunbookLanguage();
  const content = JSON.stringify(boundedSignals(signals));
  const asked: Signal[] = useMemo(() => JSON.parse(content), [content]);
  const [cases, setCases] = useState<MatchedCase[]>();

  useEffect(() => {
    if (!api || asked.length === 0) {
      setCases(undefined);
      return undefined;
    }
    let isCurrent = true;
    queueOf(api)
      .ask(language, asked)
      .then(
        answer => isCurrent && setCases(answer),
        () => isCurrent && setCases(undefined),
      );
    return () => {
      isCurrent = false;
    };
  }, [api, language, asked]);

  return cases;
}

function queueOf(api: RunbooksApi): MatchQueue {
  const known = queues.get(api);
  if (known) {
    return known;
  }
  const queue = new MatchQueue(api);
  queues.set(api, queue);
  return queue;
}
