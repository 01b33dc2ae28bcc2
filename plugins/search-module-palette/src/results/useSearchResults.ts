import { useApi } from '@backstage/frontend-plugin-api';
import { searchApiRef } from '@backstage/plugin-search-react';
import { useLanguage } from '@naru/plugin-naru-react';
import { useCallback, useEffect, useState } from 'react';
import { type Choice, queryOf } from './categories';
import { type ResultRow, resultRow } from './resultRow';

/** Characters of a query; the rest of a pasted message is left out. */
export const MAX_TERM = 400;
const PAUSE_MS = 140;
const TIMEOUT_MS = 20_000;

/** A page of results. */
export interface Found {
  term: string;
  choice: Choice;
  rows: ResultRow[];
  /** Absent when results are hidden one by one, so that nobody can count what they may not see. */
  total?: number;
  next?: string;
}

/** What the search says at the moment. */
export interface SearchState {
  /** The last answer; it stays while the next one is on its way. */
  found?: Found;
  isLoading: boolean;
  error?: unknown;
  retry: () => void;
}

/**
 * Results for what is being typed: asked after a short pause, the question before is called off, and a late answer to it is
 * not shown. Nothing is asked for an empty term.
 */
export function useSearchResults(options: {
  term: string;
  choice: Choice;
  pageLimit: number;
  pageCursor?: string;
}): SearchState {
  const { choice, pageLimit, pageCursor } = options;
  const term = options.term.trim().slice(0, MAX_TERM);
  const searchApi = useApi(searchApiRef);
  const language = useLanguage().split('-')[0];
  const [answer, setAnswer] = useState<{
    found?: Found;
    error?: unknown;
    key?: string;
  }>({});
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const key = JSON.stringify([
    term,
    choice,
    pageLimit,
    pageCursor,
    language,
    attempt,
  ]);

  useEffect(() => {
    if (!term) {
      setAnswer({ key });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const ask = async () => {
      try {
        const result = await searchApi.query(
          queryOf({ term, choice, language, pageLimit, pageCursor }),
          {
            signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
          },
        );
        if (!signal.aborted) {
          setAnswer({
            key,
            found: {
              term,
              choice,
              rows: result.results
                .map(resultRow)
                // The search cannot leave out templates; they have a place of their own.
                .filter(
                  row => choice !== 'catalog' || row.category !== 'template',
                ),
              total: result.numberOfResults,
              next: result.nextPageCursor,
            },
          });
        }
      } catch (error) {
        if (!signal.aborted) {
          setAnswer({ key, error });
        }
      }
    };
    const timer = setTimeout(ask, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [searchApi, term, choice, language, pageLimit, pageCursor, key]);

  return {
    found: term ? answer.found : undefined,
    isLoading: term !== '' && answer.key !== key,
    error: answer.key === key ? answer.error : undefined,
    retry,
  };
}
