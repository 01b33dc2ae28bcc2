import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { ButtonLink, Text } from '@backstage/ui';
import type { EntityApplication } from '@naru/plugin-gitops-common';
import { useLanguage } from '@naru/plugin-naru-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { GroupLinks } from '../applications/GroupLinks';
import { useApplicationWords } from '../applications/useApplicationWords';
import type { ChangedComponent } from './changedComponent';
import styles from './ChangeSteps.module.css';

/** The environments that wait for a person: who may sync them, and where. */
export function AwaitedSync(props: {
  component: ChangedComponent;
  /** At least one. */
  awaiting: EntityApplication[];
}) {
  const { component, awaiting } = props;
  const { entityRef, applications } = component;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const language = useLanguage();
  const words = useApplicationWords();
  const page = useRouteRef(entityRouteRef)?.(
    entityRouteParams(parseEntityRef(entityRef)),
  );
  const environments = new Intl.ListFormat(language).format(
    awaiting.map(words.environment),
  );
  const whoMay = [
    ...new Set(awaiting.flatMap(({ syncOffer }) => syncOffer.whoMay)),
  ];
  const mayAll = awaiting.every(({ syncOffer }) => syncOffer.allowed);
  return (
    <>
      <Text as="p" color="secondary" className={styles.hint}>
        {t(
          awaiting.length < applications.length
            ? 'application.step.sync.partly'
            : 'application.step.sync.awaits',
          { environments },
        )}
      </Text>
      {!mayAll && whoMay.length > 0 && (
        <>
          <Text as="p" color="secondary" className={styles.hint}>
            {t('application.step.sync.who')}
          </Text>
          <GroupLinks entityRefs={whoMay} />
        </>
      )}
      {page && (
        <ButtonLink
          className={styles.link}
          href={page}
          size="small"
          variant={mayAll ? 'primary' : 'secondary'}
        >
          {t('application.step.sync.go', {
            name: parseEntityRef(entityRef).name,
          })}
        </ButtonLink>
      )}
    </>
  );
}
