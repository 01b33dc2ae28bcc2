import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DefaultTemplateOutputs,
  type ScaffolderTemplateOutputsComponent,
} from '@backstage/plugin-scaffolder-react/alpha';
import { Card, CardBody, CardFooter, Link } from '@backstage/ui';
import type { ComponentProps } from 'react';
import { changeHref, changeRouteRef } from '../../routes';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { ChangeProgressView } from './ChangeProgressView';
import styles from './ChangeOutputs.module.css';
import { useChangeProgress } from './useChangeProgress';

/**
 * On the page of a scaffolder task: what the template put out, and under it the way of the change that it made. The
 * scaffolder gives the `output` of the template, undefined until the task has ended well.
 */
export function ChangeOutputs(
  props: ComponentProps<ScaffolderTemplateOutputsComponent>,
) {
  const { output } = props;
  const repository = output?.repository;
  const branch = output?.branch;
  return (
    <>
      {typeof repository === 'string' && typeof branch === 'string' && (
        <Change repository={repository} branch={branch} />
      )}
      <DefaultTemplateOutputs output={output} />
    </>
  );
}

function Change(props: { repository: string; branch: string }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const progress = useChangeProgress(props);
  const path = useRouteRef(changeRouteRef)?.({ repository: props.repository });
  return (
    <Card className={styles.root}>
      <CardBody>
        <ChangeProgressView progress={progress} />
      </CardBody>
      {path && (
        <CardFooter>
          <Link href={changeHref(path, props.branch)} variant="body-small">
            {t('link.follow')}
          </Link>
        </CardFooter>
      )}
    </Card>
  );
}
