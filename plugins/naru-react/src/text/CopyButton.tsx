import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiCloseLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import styles from './CopyButton.module.css';

/**
 * Puts a text on the clipboard, also on plain HTTP.
 *
 * @public
 */
export function CopyButton(props: {
  value: string;
  /** What the button is called, and what a screen reader is told afterwards. */
  labels: { action: string; done: string; failed: string };
}) {
  const { value, labels } = props;
  const [outcome, setOutcome] = useState<'done' | 'failed'>();
  useEffect(() => {
    if (!outcome) {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome(undefined), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  return (
    <>
      <ButtonIcon
        className={styles.button}
        size="small"
        variant="tertiary"
        aria-label={labels.action}
        icon={iconOf(outcome)}
        onPress={() =>
          copy(value).then(
            () => setOutcome('done'),
            () => setOutcome('failed'),
          )
        }
      />
      <VisuallyHidden role="status">
        {outcome ? labels[outcome] : ''}
      </VisuallyHidden>
    </>
  );
}

function iconOf(outcome: 'done' | 'failed' | undefined) {
  switch (outcome) {
    case 'done':
      return <RiCheckLine />;
    case 'failed':
      return <RiCloseLine />;
    default:
      return <RiFileCopyLine />;
  }
}

async function copy(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Browsers withhold the clipboard on plain HTTP, which is how many first meet the portal inside a data centre.
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) {
    throw new Error('The browser did not copy');
  }
}
