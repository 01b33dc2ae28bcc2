import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Skeleton, Text } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type {
  ChangePreview as Preview,
  RequestFault,
} from '@naru/plugin-gitops-common';
import { templateRefOf, usePreview } from '@naru/plugin-naru-react';
import { RiRefreshLine } from '@remixicon/react';
import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './ChangePreview.module.css';
import { PreviewFaults } from './PreviewFaults';
import { PreviewFiles } from './PreviewFiles';
import { PreviewProblem } from './PreviewProblem';
import { PreviewRenderings } from './PreviewRenderings';
import { useForm } from './useForm';

const SEVERITIES: RequestFault['severity'][] = ['refuse', 'warn'];

/**
 * A page of a form that asks nothing: it shows what the request would do, before there is a pull request. Its value is
 * always null.
 */
export function ChangePreview(props: FieldExtensionComponentProps<null>) {
  const { formData, formContext, onChange } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const templateRef = templateRefOf(useLocation().pathname);
  const form = useForm(templateRef);
  const { preview, error, loading, reload } = usePreview({
    templateRef,
    values: formContext?.formData,
  });
  useEffect(() => {
    // The scaffolder validates only questions that have a value.
    if (formData === undefined) {
      onChange(null);
    }
  }, [formData, onChange]);

  if (!templateRef) {
    return <Text as="p">{t('preview.noTemplate')}</Text>;
  }
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <div className={styles.summary} role="status">
          {loading && <Text>{t('preview.loading')}</Text>}
          {preview && <Summary preview={preview} />}
        </div>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiRefreshLine />}
          isDisabled={loading}
          onPress={reload}
        >
          {t('preview.reload')}
        </Button>
      </div>
      {loading && <Loading />}
      {error && <PreviewProblem error={error} />}
      {preview && (
        <>
          {SEVERITIES.map(severity => (
            <PreviewFaults
              key={severity}
              severity={severity}
              faults={preview.faults}
              form={form}
            />
          ))}
          {preview.files.length > 0 && <PreviewFiles preview={preview} />}
          <PreviewRenderings renderings={preview.renderings} />
        </>
      )}
    </div>
  );
}

function Summary(props: { preview: Preview }) {
  const { faults, files, changeRequest } = props.preview;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const count = files.filter(({ before, after }) => before !== after).length;
  if (faults.some(({ severity }) => severity === 'refuse')) {
    return <Text>{t('preview.summary.refused')}</Text>;
  }
  if (count === 0) {
    return <Text>{t('preview.summary.nothing')}</Text>;
  }
  if (!changeRequest) {
    return <Text>{t('preview.summary.new', { count })}</Text>;
  }
  return (
    <>
      <Text>{t('preview.summary.again', { count })}</Text>
      <Link href={changeRequest.url} target="_blank" rel="noopener">
        {t('preview.summary.pullRequest', {
          number: String(changeRequest.number),
        })}
      </Link>
    </>
  );
}

function Loading() {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      <Skeleton height={40} />
      <Skeleton height={40} />
      <Skeleton height={40} />
    </div>
  );
}
