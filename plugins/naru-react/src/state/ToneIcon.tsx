import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiAlertFill,
  RiLoader4Line,
  RiStopCircleLine,
} from '@remixicon/react';
import styles from './ToneIcon.module.css';

/**
 * How a state feels; each tone has its own icon and colour.
 *
 * @public
 */
export type Tone = 'positive' | 'neutral' | 'progress' | 'warning' | 'negative';

const ICONS = {
  positive: RiCheckboxCircleFill,
  neutral: RiStopCircleLine,
  progress: RiLoader4Line,
  warning: RiAlertFill,
  negative: RiErrorWarningFill,
};

/**
 * The icon of a tone. The word beside it carries the meaning, so it is hidden from screen readers.
 *
 * @public
 */
export function ToneIcon(props: { tone: Tone; size?: number }) {
  const Icon = ICONS[props.tone];
  return (
    <Icon
      aria-hidden="true"
      className={`${styles.icon} ${styles[props.tone]}`}
      size={props.size ?? 18}
    />
  );
}
