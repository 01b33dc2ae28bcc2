import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Card, CardBody } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { useParams, useSearchParams } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { ChangeProgressView } from '../progress/ChangeProgressView';
import { useChangeProgress } from '../progress/useChangeProgress';
import styles from './ChangeDetail.module.css';

/** The way of the change that the address names. */
export function ChangeDetail() {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { repository = '' } = useParams();
  const [search] = useSearchParams();
  const progress = useChangeProgress({
    repository,
    branch: search.get('branch') ?? '',
  });
  const list = useRouteRef(rootRouteRef)?.();
  return (
    <div className={styles.root}>
      {list && (
        <ButtonLink
          href={list}
          size="small"
          variant="tertiary"
          iconStart={<RiArrowLeftLine />}
        >
          {t('page.all')}
        </ButtonLink>
      )}
      <Card>
        <CardBody>
          <ChangeProgressView progress={progress} />
        </CardBody>
      </Card>
    </div>
  );
}
