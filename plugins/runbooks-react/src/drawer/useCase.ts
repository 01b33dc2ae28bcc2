import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { CaseArticle, Language } from '@naru/plugin-runbooks-common';
import { useCallback, useEffect, useState } from 'react';
import { runbooksApiRef } from '../api/RunbooksApi';

/** What is known of the case that is read. */
export interface CaseAnswer {
  /** Never that of another case; for a moment it is the one in the language before. */
  article?: CaseArticle;
  error?: Error;
  reload(): void;
}

interface Outcome {
  id: string;
  article?: CaseArticle;
  error?: Error;
}

/** Asks for a case when it or the language changes. */
export function useCase(id: string, language: Language): CaseAnswer {
  const api = useApi(runbooksApiRef);
  const [outcome, setOutcome] = useState<Outcome>();
  const [reloads, setReloads] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    api.getCase(id, language, { signal }).then(
      article => !signal.aborted && setOutcome({ id, article }),
      error => !signal.aborted && setOutcome({ id, error: toError(error) }),
    );
    return () => controller.abort();
  }, [api, id, language, reloads]);

  const reload = useCallback(() => {
    setOutcome(undefined);
    setReloads(before => before + 1);
  }, []);
  const current = outcome?.id === id ? outcome : undefined;
  return { article: current?.article, error: current?.error, reload };
}
