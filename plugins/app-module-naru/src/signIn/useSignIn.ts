import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useCallback, useRef, useState } from 'react';

/** Where an attempt to sign in stands. */
export interface SignInState {
  phase: 'idle' | 'pending' | 'failed';
  /** Why the last attempt failed. */
  error?: Error;
}

/**
 * Runs attempts to sign in: an attempt that resolves to an identity signs in, one that resolves to undefined ends
 * without a result, and only the latest one counts.
 */
export function useSignIn(onSignInSuccess: SignInPageProps['onSignInSuccess']) {
  const [state, setState] = useState<SignInState>({ phase: 'idle' });
  const latest = useRef(0);
  const attempt = useCallback(
    async (signIn: () => Promise<IdentityApi | undefined>) => {
      latest.current += 1;
      const number = latest.current;
      setState({ phase: 'pending' });
      try {
        const identity = await signIn();
        if (number !== latest.current) return;
        if (identity) onSignInSuccess(identity);
        else setState({ phase: 'idle' });
      } catch (error) {
        if (number === latest.current) {
          setState({ phase: 'failed', error: error as Error });
        }
      }
    },
    [onSignInSuccess],
  );
  return { ...state, attempt };
}
