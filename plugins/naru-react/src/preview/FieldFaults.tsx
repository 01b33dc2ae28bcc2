import { Text } from '@backstage/ui';
import { RiAlertLine, RiErrorWarningLine } from '@remixicon/react';
import { useLocation } from 'react-router-dom';
import { useLanguage } from '../text/useLanguage';
import { faultMessage } from './faultMessage';
import styles from './FieldFaults.module.css';
import { templateRefOf } from './templateRefOf';
import { usePreview } from './usePreview';

/** People pause while they type; the server renders the whole request for an answer. */
const REST_MS = 900;

/**
 * Under a field of a form, while the person is still on its page: what the server refuses of the answer, and what it would
 * do otherwise. It stays empty without an answer, and until the answer has rested for a moment.
 *
 * @public
 */
export function FieldFaults(props: {
  /** The name by which the server's faults call this question. */
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
  // The same may be wrong in several files, e.g. of each environment.
  const severities = new Map(
    (preview?.faults ?? [])
      .filter(fault => fault.parameter === parameter)
      .map(fault => [faultMessage(fault, language), fault.severity] as const)
      .filter(([words]) => !shown.includes(words)),
  );
  return (
    <div role="status">
      {[...severities].map(([words, severity]) => (
        <div
          key={words}
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
