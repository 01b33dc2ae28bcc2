import { Text } from '@backstage/ui';
import {
  faultMessage,
  templateRefOf,
  useLanguage,
  usePreview,
} from '@naru/plugin-naru-react';
import { RiAlertLine, RiErrorWarningLine } from '@remixicon/react';
import { useLocation } from 'react-router-dom';
import styles from './FieldFaults.module.css';

/** People pause while they type; the server renders the whole request for an answer. */
const REST_MS = 900;

/** What the server has to say about the answer to one question: what it refuses, and what it would do otherwise. */
export function FieldFaults(props: {
  parameter: string | undefined;
  value: unknown;
  /** What the whole form holds so far. */
  values: Record<string, unknown> | undefined;
  /** What the form itself shows for this question already. */
  shown: string[];
}) {
  const { parameter, values, shown } = props;
  const language = useLanguage();
  const templateRef = templateRefOf(useLocation().pathname);
  const { preview } = usePreview({
    templateRef: parameter && !isEmpty(props.value) ? templateRef : undefined,
    values,
    delayMs: REST_MS,
  });
  const faults = (preview?.faults ?? [])
    .filter(fault => fault.parameter === parameter)
    .map(fault => ({ ...fault, words: faultMessage(fault, language) }))
    .filter(({ words }) => !shown.includes(words));
  return (
    <div role="status">
      {faults.map(({ severity, rule, words }) => (
        <div
          key={`${rule} ${words}`}
          className={severity === 'refuse' ? styles.refuse : styles.warn}
        >
          {severity === 'refuse' ? (
            <RiErrorWarningLine size={16} aria-hidden="true" />
          ) : (
            <RiAlertLine size={16} aria-hidden="true" />
          )}
          <Text variant="body-small">{words}</Text>
        </div>
      ))}
    </div>
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
