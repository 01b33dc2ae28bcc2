import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Text } from '@backstage/ui';
import type { ChangePreview } from '@naru/plugin-gitops-common';
import { useMemo } from 'react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { CodeBlock } from './CodeBlock';
import { Fold } from './Fold';
import styles from './ChangePreview.module.css';
import { splitDiff, type FileChange } from './splitDiff';

/** More differences at once are a list that a person opens one by one. */
const OPEN_AT_MOST = 5;

/** The files of the commit, each with what changes in it. */
export function PreviewFiles(props: { preview: ChangePreview }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { files, diff } = props.preview;
  const changes = useMemo(() => splitDiff({ files, diff }), [files, diff]);
  const changed = changes.filter(({ kind }) => kind === 'changed').length;
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('preview.files.title')}
      </Text>
      <div className={styles.folds}>
        {changes.map(change => (
          <Fold
            key={change.path}
            isOpen={
              changes.length === 1 ||
              (change.kind === 'changed' && changed <= OPEN_AT_MOST)
            }
            title={<FileTitle change={change} />}
          >
            {() => (
              <CodeBlock
                label={change.path}
                text={change.text}
                isDiff={change.kind === 'changed'}
              />
            )}
          </Fold>
        ))}
      </div>
    </section>
  );
}

function FileTitle(props: { change: FileChange }) {
  const { change } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <>
      <span className={styles.path}>{change.path}</span>
      <Badge size="small">{t(`preview.files.${change.kind}`)}</Badge>
      {change.kind === 'changed' && (
        <Text variant="body-small" color="secondary">
          {t('preview.files.lines', {
            added: String(change.added),
            removed: String(change.removed),
          })}
        </Text>
      )}
    </>
  );
}
