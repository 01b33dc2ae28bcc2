import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { shellTranslationRef } from '../translations/shellTranslationRef';

/** Props of {@link SignInFailure}. */
export interface SignInFailureProps {
  error: Error;
  onRetry(): void;
}

/** Why signing in did not work, with a way to try again. */
export const SignInFailure = ({ error, onRetry }: SignInFailureProps) => {
  const { t } = useTranslationRef(shellTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('signIn.failed.title')}
      description={
        // Of an answer, what the backend says; the error itself has the status only.
        error instanceof ResponseError ? error.cause.message : error.message
      }
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('signIn.failed.retry')}
        </Button>
      }
    />
  );
};
