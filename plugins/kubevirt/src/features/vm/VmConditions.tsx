import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { VirtualMachine } from '@naru/plugin-kubevirt-common';
import { RelativeTime, ToneIcon } from '@naru/plugin-naru-react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { explainConditions, type ExplainedCondition } from './conditionWords';
import { conditionSignals, isBad } from './machineSignals';
import styles from './VmConditions.module.css';

/** The conditions of a machine in plain words, with KubeVirt's own words beside them. */
export function VmConditions(props: { vm: VirtualMachine }) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const explained = explainConditions(props.vm);
  return (
    <section aria-label={t('vm.conditions')}>
      <Text as="h4" variant="body-medium" weight="bold">
        {t('vm.conditions')}
      </Text>
      {explained.length === 0 ? (
        <Text as="p" color="secondary" className={styles.none}>
          {t('vm.noConditions')}
        </Text>
      ) : (
        <ul className={styles.list}>
          {explained.map(one => (
            <Condition key={one.condition.type} explained={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Condition(props: { explained: ExplainedCondition }) {
  const { condition, key, tone, message } = props.explained;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  return (
    <li className={styles.item}>
      <ToneIcon tone={tone} />
      <div className={styles.text}>
        <VisuallyHidden>{t(`tone.${tone}`)}: </VisuallyHidden>
        <span>
          {key === 'unknown'
            ? t('condition.unknown', {
                type: condition.type,
                status: condition.status,
              })
            : t(`condition.${key}`)}
        </span>
        {message && <span className={styles.message}>{message}</span>}
        <span className={styles.technical}>
          <code className={styles.code}>
            {condition.type}={condition.status}
            {condition.reason && ` (${condition.reason})`}
          </code>
          {condition.since && <RelativeTime at={condition.since} />}
        </span>
        <RunbookChips
          signals={conditionSignals(props.explained)}
          search={isBad(tone) ? message : ''}
        />
      </div>
    </li>
  );
}
