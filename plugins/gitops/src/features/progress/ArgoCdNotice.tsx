import type { ChangeProgress } from '@naru/plugin-gitops-common';
import { ArgoCdStateNotice } from './ArgoCdStateNotice';

/** Says when Argo CD is not live, once its state matters: after the merge. */
export function ArgoCdNotice(props: { progress: ChangeProgress }) {
  const { argocd, changeRequest } = props.progress;
  return changeRequest.state === 'merged' ? (
    <ArgoCdStateNotice argocd={argocd} />
  ) : null;
}
