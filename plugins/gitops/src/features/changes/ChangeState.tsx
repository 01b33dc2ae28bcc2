import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChangeRequest } from '@naru/plugin-gitops-common';
import {
  RiGitMergeLine,
  RiGitClosePullRequestLine,
  RiGitPullRequestLine,
} from '@remixicon/react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './ChangeState.module.css';

const ICONS = {
  open: RiGitPullRequestLine,
  merged: RiGitMergeLine,
  closed: RiGitClosePullRequestLine,
};

/** The state of a pull request: icon and word. */
export function ChangeState(props: { state: ChangeRequest['state'] }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const Icon = ICONS[props.state];
  return (
    <span className={styles.root}>
      <Icon aria-hidden="true" className={styles[props.state]} size={18} />
      {t(`state.${props.state}`)}
    </span>
  );
}
