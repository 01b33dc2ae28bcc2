import {
  pluginHeaderActionsApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonLink,
  Container,
  PluginHeader,
  Skeleton,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import { problemOf, StateMessage } from '@naru/plugin-naru-react';
import { RunbookDrawer, useRunbookLanguage } from '@naru/plugin-runbooks-react';
import {
  RiFirstAidKitLine,
  RiCloudOffLine,
  RiFileWarningLine,
  RiLockLine,
  RiSearchLine,
} from '@remixicon/react';
import { useMemo } from 'react';
import { runbooksTranslationRef } from '../../translations/runbooksTranslationRef';
import { CaseFilterBar } from './CaseFilterBar';
import { CaseGroups } from './CaseGroups';
import { FaultNotice } from './FaultNotice';
import { filterCases } from './filterCases';
import styles from './RunbooksPage.module.css';
import { useCases, type CasesAnswer } from './useCases';
import { useCasesAddress, type CasesAddress } from './useCasesAddress';

const SKELETON_ROWS = 8;

/** All runbooks by group; a case opens in the drawer and has an address of its own. */
export function RunbooksPage() {
  const { t } = useTranslationRef(runbooksTranslationRef);
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('runbooks');
  const answer = useCases(useRunbookLanguage());
  const address = useCasesAddress();
  const { openCase } = address;
  const reading = useMemo(
    () => (openCase ? { id: openCase } : undefined),
    [openCase],
  );
  return (
    <>
      <PluginHeader
        icon={<RiFirstAidKitLine />}
        title={t('page.title')}
        customActions={headerActions}
      />
      <Container className={styles.content}>
        <Text as="p" color="secondary" className={styles.intro}>
          {t('page.intro')}
        </Text>
        <Body answer={answer} address={address} />
      </Container>
      {reading && (
        <RunbookDrawer
          reading={reading}
          onClose={() => address.open(undefined)}
        />
      )}
    </>
  );
}

function Body(props: { answer: CasesAnswer; address: CasesAddress }) {
  const { answer, address } = props;
  const { value, error, feedback, reload } = answer;
  const { filters, change, open } = address;
  const { t } = useTranslationRef(runbooksTranslationRef);
  if (error) {
    return <Problem error={error} onRetry={reload} />;
  }
  if (!value) {
    return (
      <div role="status" className={styles.skeletons}>
        <VisuallyHidden>{t('list.loading')}</VisuallyHidden>
        {Array.from({ length: SKELETON_ROWS }, (_, index) => (
          <Skeleton key={index} aria-hidden="true" height={32} />
        ))}
      </div>
    );
  }
  const { cases, faults } = value;
  if (cases.length === 0) {
    return (
      <>
        <FaultNotice faults={faults} />
        <StateMessage
          icon={<RiFirstAidKitLine size={32} />}
          title={t('empty.title')}
          description={t('empty.description')}
        />
      </>
    );
  }
  const shown = filterCases(cases, filters);
  return (
    <>
      <FaultNotice faults={faults} />
      <CaseFilterBar cases={cases} filters={filters} onChange={change} />
      <Text role="status" variant="body-small" color="secondary">
        {shown.length === cases.length
          ? t('list.count', { count: cases.length })
          : t('list.countOf', {
              shown: String(shown.length),
              total: String(cases.length),
            })}
      </Text>
      {shown.length === 0 ? (
        <StateMessage
          icon={<RiSearchLine size={32} />}
          title={t('noMatch.title')}
          description={t('noMatch.description')}
          actions={
            filters.search && (
              <ButtonLink
                variant="secondary"
                href={`/search?${new URLSearchParams({
                  query: filters.search,
                })}`}
              >
                {t('list.searchAll')}
              </ButtonLink>
            )
          }
        />
      ) : (
        <CaseGroups
          cases={shown}
          feedback={feedback}
          showsSource={new Set(cases.map(({ source }) => source)).size > 1}
          onOpen={open}
        />
      )}
    </>
  );
}

function Problem(props: { error: Error; onRetry(): void }) {
  const { t } = useTranslationRef(runbooksTranslationRef);
  const problem = problemOf(props.error);
  if (problem.kind === 'forbidden') {
    return (
      <StateMessage
        isAlert
        icon={<RiLockLine size={32} />}
        title={t('problem.forbidden.title')}
        description={t('problem.forbidden.description')}
      />
    );
  }
  const isAway =
    problem.kind === 'unreachable' || problem.kind === 'system-unreachable';
  return (
    <StateMessage
      isAlert
      icon={
        isAway ? <RiCloudOffLine size={32} /> : <RiFileWarningLine size={32} />
      }
      title={t(isAway ? 'problem.unreachable.title' : 'problem.other.title')}
      description={isAway ? t('problem.unreachable.description') : undefined}
      words={isAway ? undefined : problem.words}
      actions={
        <Button variant="secondary" onPress={props.onRetry}>
          {t('problem.retry')}
        </Button>
      }
    />
  );
}
