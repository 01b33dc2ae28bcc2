import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CasesResponse,
  FeedbackResponse,
  Language,
} from '@naru/plugin-runbooks-common';
import { runbooksApiRef } from '@naru/plugin-runbooks-react';
import { useCallback, useEffect, useState } from 'react';

/** What the page knows. */
export interface CasesAnswer {
  /** While another language is on its way, that of the one before. */
  value?: CasesResponse;
  /** How helpful cases were, by id; empty for those who may not see it. */
  feedback: Map<string, FeedbackResponse['items'][number]>;
  error?: Error;
  reload(): void;
}

/** Asks for all cases, and how helpful they were. */
export function useCases(language: Language): CasesAnswer {
  const api = useApi(runbooksApiRef);
  const [outcome, setOutcome] = useState<{
    value?: CasesResponse;
    error?: Error;
  }>({});
  const [feedback, setFeedback] = useState<CasesAnswer['feedback']>(new Map());
  const [reloads, setReloads] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    api.listCases(language, { signal }).then(
      value => !signal.aborted && setOutcome({ value }),
      error => !signal.aborted && setOutcome({ error: toError(error) }),
    );
    return () => controller.abort();
  }, [api, language, reloads]);

  // To ask without the right to is an attempt that the audit log keeps.
  const looksAfter = outcome.value?.looksAfter ?? false;
  useEffect(() => {
    if (!looksAfter) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    api.listFeedback({ signal }).then(
      ({ items }) =>
        !signal.aborted &&
        setFeedback(new Map(items.map(item => [item.id, item]))),
      // The list is of use without.
      () => {},
    );
    return () => controller.abort();
  }, [api, reloads, looksAfter]);

  const reload = useCallback(() => {
    setOutcome({});
    setReloads(before => before + 1);
  }, []);
  return { ...outcome, feedback, reload };
}
