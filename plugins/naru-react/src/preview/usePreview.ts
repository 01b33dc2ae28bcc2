import { useApi } from '@backstage/frontend-plugin-api';
import { toError } from '@backstage/errors';
import type { ChangePreview } from '@naru/plugin-gitops-common';
import { useCallback, useEffect, useState } from 'react';
import { contentKey } from './contentKey';
import { previewApiRef } from './PreviewApi';

/**
 * What is known about what a form would do.
 *
 * @public
 */
export interface PreviewAnswer {
  /** The answer to this content of the form, never to an older one. */
  preview?: ChangePreview;
  /** Why there is none. */
  error?: Error;
  loading: boolean;
  /** Asks again now, without answers that came before. */
  reload(): void;
}

interface Outcome {
  key: string;
  preview?: ChangePreview;
  error?: Error;
}

/**
 * Asks what a form would do, again whenever its content changes, and lets go of the question before.
 *
 * @param options - `templateRef` undefined asks nothing. `delayMs`: how long the content must rest before it is asked
 * about.
 * @public
 */
export function usePreview(options: {
  templateRef: string | undefined;
  values: Record<string, unknown> | undefined;
  delayMs?: number;
}): PreviewAnswer {
  const { templateRef, delayMs = 0 } = options;
  const previewApi = useApi(previewApiRef);
  const key = templateRef && contentKey([templateRef, options.values ?? {}]);
  const [outcome, setOutcome] = useState<Outcome>();
  const [reloads, setReloads] = useState(0);

  useEffect(() => {
    if (!key) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const ask = async () => {
      const [ref, values] = JSON.parse(key);
      try {
        const preview = await previewApi.preview(
          { templateRef: ref, values },
          { signal, fresh: reloads > 0 },
        );
        if (!signal.aborted) {
          setOutcome({ key, preview });
        }
      } catch (error) {
        if (!signal.aborted) {
          setOutcome({ key, error: toError(error) });
        }
      }
    };
    const timer = setTimeout(ask, delayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [previewApi, key, delayMs, reloads]);

  const reload = useCallback(() => {
    setOutcome(undefined);
    setReloads(before => before + 1);
  }, []);
  const current = outcome?.key === key ? outcome : undefined;
  return {
    preview: current?.preview,
    error: current?.error,
    loading: key !== undefined && current === undefined,
    reload,
  };
}
