import { useApiHolder } from '@backstage/frontend-plugin-api';
import { problemOf } from '@naru/plugin-naru-react';
import type { MatchedCase, Signal } from '@naru/plugin-runbooks-common';
import { useEffect, useMemo, useState } from 'react';
import { runbooksApiRef, type RunbooksApi } from '../api/RunbooksApi';
import { useRunbookLanguage } from '../cases/useRunbookLanguage';
import { boundedSignals } from './boundedSignals';
import { MatchQueue } from './MatchQueue';

/** Somewhat longer than the queue leaves a service alone that fails. */
const AGAIN_MS = 40_000;

const queues = new WeakMap<RunbooksApi, MatchQueue>();

/**
 * The cases that fit, best first. Undefined while that is not known: the service is away (it is asked again after a
 * while), there are no runbooks, or this person may not read them.
 */
export function useMatches(signals: Signal[]): MatchedCase[] | undefined {
  const api = useApiHolder().get(runbooksApiRef);
  const language = useRunbookLanguage();
  const content = JSON.stringify(boundedSignals(signals));
  const asked: Signal[] = useMemo(() => JSON.parse(content), [content]);
  const [cases, setCases] = useState<MatchedCase[]>();
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (!api || asked.length === 0) {
      setCases(undefined);
      return undefined;
    }
    let isCurrent = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    queueOf(api)
      .ask(language, asked)
      .then(
        answer => isCurrent && setCases(answer),
        error => {
          if (!isCurrent) return;
          setCases(undefined);
          if (problemOf(error).kind !== 'forbidden') {
            again = setTimeout(() => setTries(tries + 1), AGAIN_MS);
          }
        },
      );
    return () => {
      isCurrent = false;
      clearTimeout(again);
    };
  }, [api, language, asked, tries]);

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
