import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useMemo } from 'react';
import { FerryScene } from '../brand/FerryScene';
import { NaruWordmark } from '../brand/NaruWordmark';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import { CompanySignIn } from './CompanySignIn';

import { SamplePeopleSignIn } from './SamplePeopleSignIn';
import { readSamplePeople } from './SamplePerson';
import styles from './SignInPage.module.css';

/** The first page: the sample people where they are configured, else the company's sign-in. */
export const SignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const { t } = useTranslationRef(shellTranslationRef);
  const config = useApi(configApiRef);
  const people = useMemo(() => readSamplePeople(config), [config]);
  const title = config.getOptionalString('app.title') ?? 'Naru';
  return (
    <div className={styles.page}>
      <div className={styles.landing}>
        <div className={styles.brand} role="img" aria-label={title}>
          <NaruWordmark height={56} />
        </div>
        <p className={styles.tagline}>{t('signIn.tagline')}</p>
        <p className={styles.promise}>{t('signIn.promise')}</p>
        <FerryScene className={styles.scene} />
      </div>
      <main className={styles.door}>
        <div className={styles.language}>
          <LanguageSwitch />
        </div>
        <div className={styles.content}>
          {people.length > 0 ? (
            <SamplePeopleSignIn
              people={people}
              onSignInSuccess={onSignInSuccess}
            />
          ) : (
            <CompanySignIn onSignInSuccess={onSignInSuccess} />
          )}
        </div>
      </main>
    </div>
  );
};
