import {
  discoveryApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Text } from '@backstage/ui';
import { useCallback, useEffect, useState } from 'react';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import { chosenPerson } from './chosenPerson';
import { PersonCard } from './PersonCard';
import styles from './SamplePeopleSignIn.module.css';
import type { SamplePerson } from './SamplePerson';
import { SamplePersonIdentity } from './SamplePersonIdentity';
import { SignInFailure } from './SignInFailure';
import { useSignIn } from './useSignIn';

/** Props of {@link SamplePeopleSignIn}. */
export interface SamplePeopleSignInProps {
  people: SamplePerson[];
  onSignInSuccess: SignInPageProps['onSignInSuccess'];
}

/** Signs in as one of the sample people. Who was chosen in this tab before is signed in at once. */
export const SamplePeopleSignIn = ({
  people,
  onSignInSuccess,
}: SamplePeopleSignInProps) => {
  const { t } = useTranslationRef(shellTranslationRef);
  const discoveryApi = useApi(discoveryApiRef);
  const { phase, error, attempt } = useSignIn(onSignInSuccess);
  const [chosen, setChosen] = useState(() =>
    people.find(person => person.userEntityRef === chosenPerson.get()),
  );
  const choose = useCallback(
    (person: SamplePerson) => {
      const { userEntityRef } = person;
      setChosen(person);
      return attempt(async () => {
        const identity = await SamplePersonIdentity.signIn({
          discoveryApi,
          userEntityRef,
          onSignOut: () => chosenPerson.clear(),
        });
        chosenPerson.set(userEntityRef);
        return identity;
      });
    },
    [attempt, discoveryApi],
  );
  useEffect(() => {
    if (chosen && phase === 'idle') void choose(chosen);
  }, [chosen, phase, choose]);

  return (
    <section aria-labelledby="sign-in-title" className={styles.people}>
      <Text as="h1" variant="title-medium" weight="bold" id="sign-in-title">
        {t('signIn.people.title')}
      </Text>
      <Text as="p" variant="body-medium" color="secondary">
        {t('signIn.people.explanation')}
      </Text>
      {chosen && error && (
        <SignInFailure error={error} onRetry={() => choose(chosen)} />
      )}
      <ul className={styles.list}>
        {people.map(person => (
          <li key={person.userEntityRef}>
            <PersonCard
              person={person}
              isPending={phase === 'pending' && person === chosen}
              onChoose={() => choose(person)}
            />
          </li>
        ))}
      </ul>
      <Text as="p" role="status" variant="body-small" color="secondary">
        {phase === 'pending' && chosen
          ? t('signIn.people.signingIn', { name: chosen.name })
          : ''}
      </Text>
    </section>
  );
};
