import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { ButtonLink, Text } from '@backstage/ui';
import type { ManualSync } from '@naru/plugin-gitops-common';
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
  awaited: ManualSync[];
  /** Others have what Git says already. */
  isPartlyDone: boolean;
  /** On the component's own page nothing leads there, and its card of Applications says who may. */
  isHere: boolean;
  /** A later step leads to the component's page already. */
  isLinked: boolean;
}) {
  const { component, awaited, isPartlyDone, isHere, isLinked } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const language = useLanguage();
  const words = useApplicationWords();
  const { name } = parseEntityRef(component.entityRef);
  const page = useRouteRef(entityRouteRef)?.(
    entityRouteParams(parseEntityRef(component.entityRef)),
  );
  const environments = new Intl.ListFormat(language).format(
    awaited.map(({ application, environment }) =>
      words.environment({ name: application, environment }),
    ),
  );
  const whoMay = [...new Set(awaited.flatMap(one => one.whoMay))];
  const mayAll = awaited.every(({ application }) =>
    component.applications.some(
      one => one.name === application && one.syncOffer.allowed,
    ),
  );
  return (
    <>
      <Text as="p" color="secondary" className={styles.hint}>
        {t(
          isPartlyDone
            ? 'application.step.sync.partly'
            : 'application.step.sync.awaits',
          { environments },
        )}
      </Text>
      {!isHere && !mayAll && whoMay.length > 0 && (
        <>
          <Text as="p" color="secondary" className={styles.hint}>
            {t('application.step.sync.who')}
          </Text>
          <GroupLinks entityRefs={whoMay} />
        </>
      )}
      {page && !isHere && !isLinked && (
        <ButtonLink
          className={styles.link}
          href={page}
          size="small"
          variant={mayAll ? 'primary' : 'secondary'}
        >
          {t('application.step.sync.go', { name })}
        </ButtonLink>
      )}
    </>
  );
}
