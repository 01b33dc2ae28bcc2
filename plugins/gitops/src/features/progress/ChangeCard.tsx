import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { REQUEST_ANNOTATION, parseRequestId } from '@naru/plugin-gitops-common';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { ChangeProgressView } from './ChangeProgressView';
import { useChangeProgress } from './useChangeProgress';

/** On the page of an entity: the change request that made it. */
export function ChangeCard() {
  const { entity } = useEntity();
  const change = parseRequestId(
    entity.metadata.annotations?.[REQUEST_ANNOTATION] ?? '',
  );
  return change ? (
    <Card change={change} here={stringifyEntityRef(entity)} />
  ) : null;
}

function Card(props: {
  change: { repository: string; branch: string };
  here: string;
}) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const progress = useChangeProgress(props.change);
  return (
    <EntityInfoCard title={t('card.title')}>
      <ChangeProgressView progress={progress} here={props.here} />
    </EntityInfoCard>
  );
}
