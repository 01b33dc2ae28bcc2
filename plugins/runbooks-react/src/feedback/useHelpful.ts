import { useApi } from '@backstage/frontend-plugin-api';
import { problemOf } from '@naru/plugin-naru-react';
import type { Language } from '@naru/plugin-runbooks-common';
import { useCallback, useRef, useState } from 'react';
import { runbooksApiRef, type RunbooksApi } from '../api/RunbooksApi';

/**
 * What a person said of a case.
 *
 * @public
 */
export interface Helpful {
  /** What was said last; undefined until something is said. */
  helpful?: boolean;
  state: 'idle' | 'sending' | 'counted' | 'failed' | 'forbidden';
  say(helpful: boolean): Promise<void>;
}

/** The last words of this visit, so that a drawer that is opened again does not ask as if nothing had been said. */
const voices = new WeakMap<RunbooksApi, Map<string, boolean>>();

/**
 * Says whether a case helped. The last word counts.
 *
 * @param known - what the backend says that the person said on an earlier visit
 * @public
 */
export function useHelpful(
  caseId: string,
  language: Language,
  known?: boolean,
): Helpful {
  const api = useApi(runbooksApiRef);
  const before = voices.get(api)?.get(caseId) ?? known;
  const [helpful, setHelpful] = useState(before);
  const [state, setState] = useState<Helpful['state']>(
    before === undefined ? 'idle' : 'counted',
  );
  // A button that is disabled meanwhile would lose the focus.
  const sending = useRef(false);
  const say = useCallback(
    async (next: boolean) => {
      if (sending.current) {
        return;
      }
      sending.current = true;
      setState('sending');
      try {
        await api.sendFeedback(caseId, { helpful: next, language });
        voices.set(api, (voices.get(api) ?? new Map()).set(caseId, next));
        setHelpful(next);
        setState('counted');
      } catch (error) {
        setState(
          problemOf(error).kind === 'forbidden' ? 'forbidden' : 'failed',
        );
      } finally {
        sending.current = false;
      }
    },
    [api, caseId, language],
  );
  return { helpful, state, say };
}
