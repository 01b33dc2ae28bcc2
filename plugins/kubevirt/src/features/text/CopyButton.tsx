import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyButton as SharedCopyButton } from '@naru/plugin-naru-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';

/** Puts a short text on the clipboard, such as an address. */
export function CopyButton(props: { value: string }) {
  const { value } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  return (
    <SharedCopyButton
      value={value}
      labels={{
        action: t('copy.action', { value }),
        done: t('copy.done', { value }),
        failed: t('copy.failed'),
      }}
    />
  );
}
