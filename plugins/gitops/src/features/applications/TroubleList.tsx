import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { ObjectTrouble } from '@naru/plugin-gitops-common';
import { ToneIcon } from '@naru/plugin-naru-react';
import type { ObjectId } from '../../api/GitopsApi';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './TroubleList.module.css';
import { troubleSignals } from './troubleSignals';
import { objectTitle, useApplicationWords } from './useApplicationWords';

/** What is wrong, in words: what happens, what the system says, what to do, and the way to the object. An Application is what is on screen already. */
export function TroubleList(props: {
  troubles: ObjectTrouble[];
  /** Without it there is no way to the object from here. */
  onLook?(object: ObjectId): void;
}) {
  const { troubles, onLook } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  if (troubles.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list} aria-label={t('application.troubles')}>
      {troubles.map(trouble => (
        <Trouble
          key={JSON.stringify([
            trouble.kind,
            trouble.namespace,
            trouble.name,
            trouble.container,
            trouble.reason,
          ])}
          trouble={trouble}
          onLook={onLook}
        />
      ))}
    </ul>
  );
}

function Trouble(props: {
  trouble: ObjectTrouble;
  onLook?(object: ObjectId): void;
}) {
  const { trouble, onLook } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const words = useApplicationWords().trouble(trouble);
  const { group, kind, namespace, name, message } = trouble;
  return (
    <li className={styles.item}>
      <ToneIcon tone="negative" />
      <div className={styles.body}>
        <Text as="p" weight="bold" className={styles.what}>
          {words.what}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {words.facts.join(' · ')}
        </Text>
        {message && <p className={styles.message}>{message}</p>}
        <Text as="p" className={styles.advice}>
          {words.advice}
        </Text>
        <RunbookChips signals={troubleSignals(trouble)} />
        {onLook && kind !== 'Application' && (
          <Button
            className={styles.look}
            size="small"
            variant="secondary"
            onPress={() => onLook({ group, kind, namespace, name })}
          >
            {t('application.trouble.look', { object: objectTitle(trouble) })}
          </Button>
        )}
      </div>
    </li>
  );
}
