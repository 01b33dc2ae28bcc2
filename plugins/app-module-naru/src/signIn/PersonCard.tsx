import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
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
  const facts = [
    role && t(`signIn.role.${role}`),
    team && t('signIn.people.team', { team }),
  ].filter(Boolean);
  const about = person.description ?? (role && t(`signIn.role.${role}.may`));
  return (
    <Card
      className={styles.card}
      label={[t('signIn.people.signInAs', { name }), ...facts].join(', ')}
      onPress={onChoose}
      data-pending={isPending || undefined}
    >
      <CardBody className={styles.body}>
        <span className={styles.icon}>
          <Icon aria-hidden />
        </span>
        <div className={styles.words}>
          <Text as="p" variant="body-large" weight="bold">
            {name}
          </Text>
          {facts.length > 0 && (
            <Text as="p" variant="body-medium" color="secondary">
              {facts.join(' · ')}
            </Text>
          )}
          {about && (
            <Text as="p" variant="body-medium">
              {about}
            </Text>
          )}
        </div>
        <RiArrowRightLine className={styles.arrow} aria-hidden />
      </CardBody>
    </Card>
  );
};
