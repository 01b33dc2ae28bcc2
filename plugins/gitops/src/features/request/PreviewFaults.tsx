import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import type { RequestFault } from '@naru/plugin-gitops-common';
import { faultMessage, useLanguage } from '@naru/plugin-naru-react';
import { RiAlertLine, RiErrorWarningLine } from '@remixicon/react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './PreviewFaults.module.css';
import { distinctFaults } from './distinctFaults';
import { faultSignals } from './faultSignals';
import { questionOf } from './formQuestions';
import { openQuestion } from './openQuestion';

/** What speaks against a request, or what the reviewer will read too; each with the way to its question. */
export function PreviewFaults(props: {
  severity: RequestFault['severity'];
  faults: RequestFault[];
  form: TemplateParameterSchema | undefined;
}) {
  const { severity, form } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const faults = distinctFaults(props.faults, severity);
  if (faults.length === 0) {
    return null;
  }
  const Icon = severity === 'refuse' ? RiErrorWarningLine : RiAlertLine;
  return (
    <section
      className={styles[severity]}
      role={severity === 'refuse' ? 'alert' : undefined}
    >
      <Icon size={20} aria-hidden="true" className={styles.icon} />
      <div className={styles.body}>
        <Text as="h3" weight="bold">
          {t(`preview.faults.${severity}`, { count: faults.length })}
        </Text>
        <ul className={styles.list}>
          {faults.map(({ key, fault }) => (
            <Fault key={key} fault={fault} form={form} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function Fault(props: {
  fault: RequestFault;
  form: TemplateParameterSchema | undefined;
}) {
  const { fault, form } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const language = useLanguage();
  const question =
    form && fault.parameter ? questionOf(form, fault.parameter) : undefined;
  return (
    <li className={styles.fault}>
      <Text as="p">{faultMessage(fault, language)}</Text>
      {question ? (
        <Button
          size="small"
          variant="secondary"
          onPress={() => openQuestion(question)}
        >
          {t('preview.faults.open', { question: question.title })}
        </Button>
      ) : (
        <Text as="p" variant="body-small" color="secondary">
          {[fault.path, fault.field].filter(Boolean).join(' · ')}
        </Text>
      )}
      <RunbookChips signals={faultSignals(fault)} search="" />
    </li>
  );
}
