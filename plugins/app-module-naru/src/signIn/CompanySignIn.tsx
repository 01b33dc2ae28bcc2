import { UserIdentity } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Button, Text } from '@backstage/ui';
import { useCallback, useEffect } from 'react';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import styles from './CompanySignIn.module.css';
import { companyAuthApiRef } from './companyAuthApiRef';
import { SignInFailure } from './SignInFailure';
import { useSignIn } from './useSignIn';

/** Props of {@link CompanySignIn}. */
export interface CompanySignInProps {
  onSignInSuccess: SignInPageProps['onSignInSuccess'];
}

/** Signs in with the company's account. A session that is still good signs in at once. */
export const CompanySignIn = ({ onSignInSuccess }: CompanySignInProps) => {
  const { t } = useTranslationRef(shellTranslationRef);
  const authApi = useApi(companyAuthApiRef);
  const { phase, error, attempt } = useSignIn(onSignInSuccess);
  const signIn = useCallback(
    (options: { optional?: boolean; instantPopup?: boolean }) =>
      attempt(async () => {
        const response = await authApi.getBackstageIdentity(options);
        if (!response) return undefined;
        return UserIdentity.create({
          identity: response.identity,
          profile: await authApi.getProfile(),
          authApi,
        });
      }),
    [attempt, authApi],
  );
  useEffect(() => {
    void signIn({ optional: true });
  }, [signIn]);

  return (
    <section aria-labelledby="sign-in-title" className={styles.company}>
      <Text as="h1" variant="title-medium" weight="bold" id="sign-in-title">
        {t('signIn.company.title')}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {t('signIn.company.explanation')}
      </Text>
      {error && (
        <SignInFailure
          error={error}
          onRetry={() => signIn({ instantPopup: true })}
        />
      )}
      <div>
        <Button
          variant="primary"
          isPending={phase === 'pending'}
          onPress={() => signIn({ instantPopup: true })}
        >
          {t('signIn.company.button')}
        </Button>
      </div>
      <Text as="p" role="status" variant="body-small" color="secondary">
        {phase === 'pending' ? t('signIn.company.checking') : ''}
        {phase === 'failed' ? t('signIn.company.popupBlocked') : ''}
      </Text>
    </section>
  );
};
