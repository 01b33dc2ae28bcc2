import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useShadowRoot } from '@backstage/plugin-techdocs-react';
import { ButtonIcon, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiPrinterLine } from '@remixicon/react';
import { useEffect } from 'react';
import { useStyleSheet } from '../reading/useStyleSheet';
import { readingTranslationRef } from '../translations/readingTranslationRef';
import { printOnly } from './printOnly';
import { printStyles } from './printStyles';

/** Prints the article, and keeps the app off the paper however printing was asked for. */
export function PrintAddon() {
  const { t } = useTranslationRef(readingTranslationRef);
  const shadowRoot = useShadowRoot();
  useStyleSheet(document, printStyles);
  useEffect(() => {
    let restore = () => {};
    const before = () => {
      restore();
      restore = shadowRoot ? printOnly(shadowRoot.host) : () => {};
    };
    const after = () => restore();
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      restore();
    };
  }, [shadowRoot]);
  return (
    <TooltipTrigger>
      <ButtonIcon
        variant="tertiary"
        icon={<RiPrinterLine />}
        aria-label={t('print.action')}
        onPress={() => window.print()}
      />
      <Tooltip>{t('print.action')}</Tooltip>
    </TooltipTrigger>
  );
}
