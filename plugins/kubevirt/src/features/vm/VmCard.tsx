import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { ButtonLink, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { VirtualMachineAnswer } from '@naru/plugin-kubevirt-common';
import { RiGhostLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import {
  type LiveAnswer,
  problemOf,
  StateMessage,
} from '@naru/plugin-naru-react';
import { rootRouteRef } from '../../routes';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { NotRefreshedNotice } from '../state/NotRefreshedNotice';
import { ProblemMessage } from '../state/ProblemMessage';
import styles from './VmCard.module.css';

const SKELETON_ROWS = [70, 45, 60, 50];

/** The frame of the page's main card: shows its content when there is some, else why there is none. */
export function VmCard(props: {
  title: string;
  vm: LiveAnswer<VirtualMachineAnswer>;
  headerActions?(answer: VirtualMachineAnswer): ReactNode;
  children(answer: VirtualMachineAnswer): ReactNode;
}) {
  const { title, vm } = props;
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const { value, error } = vm;
  // The cluster has answered that it is gone: what was shown before is no longer true.
  const isGone = error && problemOf(error).kind === 'gone';

  if (isGone) {
    return (
      <EntityInfoCard title={title}>
        <Gone />
      </EntityInfoCard>
    );
  }
  if (!value) {
    return (
      <EntityInfoCard title={title}>
        {error ? (
          <ProblemMessage error={error} of="one" onRetry={vm.reload} />
        ) : (
          <div role="status" className={styles.skeleton}>
            <VisuallyHidden>{t('vm.loading')}</VisuallyHidden>
            {SKELETON_ROWS.map(width => (
              <Skeleton
                key={width}
                aria-hidden="true"
                width={`${width}%`}
                height={18}
              />
            ))}
          </div>
        )}
      </EntityInfoCard>
    );
  }
  return (
    <EntityInfoCard title={title} headerActions={props.headerActions?.(value)}>
      <div className={styles.content}>
        {error && vm.answeredAt && (
          <NotRefreshedNotice
            error={error}
            answeredAt={vm.answeredAt}
            onRetry={vm.reload}
          />
        )}
        {props.children(value)}
      </div>
    </EntityInfoCard>
  );
}

function Gone() {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const list = useRouteRef(rootRouteRef)?.();
  return (
    <StateMessage
      isAlert
      icon={<RiGhostLine size={32} />}
      title={t('gone.title')}
      description={t('gone.description')}
      actions={
        list && (
          <ButtonLink href={list} variant="secondary">
            {t('gone.all')}
          </ButtonLink>
        )
      }
    />
  );
}
