import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { CopyButton } from '@naru/plugin-naru-react';
import { harborTranslationRef } from '../../translations/harborTranslationRef';
import styles from './NoImages.module.css';

/** There is nothing to choose: how an image gets there. */
export function NoImages(props: {
  title: string;
  description: string;
  /** What would bring one. */
  command?: string;
  onLookAgain(): void;
}) {
  const { t } = useTranslationRef(harborTranslationRef);
  return (
    <div className={styles.root} role="status">
      <Text as="p" weight="bold" className={styles.line}>
        {props.title}
      </Text>
      <Text as="p" color="secondary" className={styles.line}>
        {props.description}
      </Text>
      {props.command && (
        <div className={styles.command}>
          <code>{props.command}</code>
          <CopyButton
            value={props.command}
            labels={{
              action: t('none.copy'),
              done: t('none.copied'),
              failed: t('none.copyFailed'),
            }}
          />
        </div>
      )}
      <Button size="small" variant="secondary" onPress={props.onLookAgain}>
        {t('none.lookAgain')}
      </Button>
    </div>
  );
}
