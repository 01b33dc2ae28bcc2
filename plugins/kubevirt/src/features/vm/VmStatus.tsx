import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PrintableStatus } from '@naru/plugin-kubevirt-common';
import { ToneIcon } from '@naru/plugin-naru-react';
import { kubevirtTranslationRef } from '../../translations/kubevirtTranslationRef';
import { percentOf } from '../text/quantities';
import { ProgressBar } from './ProgressBar';
import { statusTone } from './statusTone';
import styles from './VmStatus.module.css';

/** The state of a machine: icon, word, and how far its disks are while they are filled. */
export function VmStatus(props: {
  status: PrintableStatus;
  /** e.g. `42.5%`. */
  progress?: string;
  size?: 'small' | 'large';
}) {
  const { t } = useTranslationRef(kubevirtTranslationRef);
  const word = t(`status.${props.status}`);
  const percent = percentOf(props.progress);
  return (
    <span className={styles.root} data-size={props.size ?? 'small'}>
      <ToneIcon
        tone={statusTone(props.status)}
        size={props.size === 'large' ? 22 : 18}
      />
      <span className={styles.words}>
        <span>
          {word}
          {percent !== undefined && (
            <span className={styles.percent}>{Math.floor(percent)}%</span>
          )}
        </span>
        {percent !== undefined && <ProgressBar label={word} value={percent} />}
      </span>
    </span>
  );
}
