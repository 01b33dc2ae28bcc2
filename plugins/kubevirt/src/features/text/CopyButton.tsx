import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiCloseLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import styles from './CopyButton.module.css';

/** Puts a short text on the clipboard. */
export function CopyButton(props: { value: string }) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
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
        aria-label={t('copy.action', { value: props.value })}
        icon={iconOf(outcome)}
        onPress={() =>
          copy(props.value).then(
            () => setOutcome('done'),
            () => setOutcome('failed'),
          )
        }
      />
      <VisuallyHidden role="status">
        {outcome ? t(`copy.${outcome}`, { value: props.value }) : ''}
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
