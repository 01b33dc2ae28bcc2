import {
  pluginHeaderActionsApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Container, PluginHeader } from '@backstage/ui';
import { RiGitPullRequestLine } from '@remixicon/react';
import { Route, Routes } from 'react-router-dom';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { ChangeDetail } from './ChangeDetail';
import { ChangeList } from './ChangeList';
import styles from './ChangesPage.module.css';

/** The page "Change requests": all change requests, or the way of one of them. */
export function ChangesPage() {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('gitops');
  return (
    <>
      <PluginHeader
        icon={<RiGitPullRequestLine />}
        title={t('page.title')}
        customActions={headerActions}
      />
      <Container className={styles.content}>
        <Routes>
          <Route index element={<ChangeList />} />
          <Route path=":repository" element={<ChangeDetail />} />
        </Routes>
      </Container>
    </>
  );
}
