import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  RiArrowRightLine,
  RiCodeSSlashLine,
  RiSearchEyeLine,
  RiShip2Line,
  RiUserLine,
} from '@remixicon/react';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import styles from './PersonCard.module.css';
import type { SamplePerson, SampleRole } from './SamplePerson';

const ICONS: Record<SampleRole, typeof RiUserLine> = {
  developer: RiCodeSSlashLine,
  'platform-engineer': RiShip2Line,
  auditor: RiSearchEyeLine,
};

/** Props of {@link PersonCard}. */
export interface PersonCardProps {
  person: SamplePerson;
  /** Whether this person is being signed in. */
  isPending: boolean;
  onChoose(): void;
}

/** One person to sign in as: a button with name, role, team and what they may do. */
export const PersonCard = ({
  person,
  isPending,
  onChoose,
}: PersonCardProps) => {
  const { t } = useTranslationRef(shellTranslationRef);
  const { name, role, team } = person;
  const Icon = role ? ICONS[role] : RiUserLine;
  const facts = [role && t(`signIn.role.${role}`), team].filter(Boolean);
  const about = person.description ?? (role && t(`signIn.role.${role}.may`));
  return (
    <button
      type="button"
      className={styles.card}
      aria-label={[t('signIn.people.signInAs', { name }), ...facts].join(', ')}
      aria-busy={isPending}
      onClick={onChoose}
    >
      <span className={styles.icon}>
        <Icon aria-hidden />
      </span>
      <span className={styles.words}>
        <Text variant="body-large" weight="bold">
          {name}
        </Text>
        {facts.length > 0 && (
          <Text variant="body-medium" color="secondary">
            {facts.join(' · ')}
          </Text>
        )}
        {about && <Text variant="body-medium">{about}</Text>}
      </span>
      <RiArrowRightLine className={styles.arrow} aria-hidden />
    </button>
  );
};
