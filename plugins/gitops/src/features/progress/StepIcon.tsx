import {
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiLoader4Line,
  RiUserLine,
} from '@remixicon/react';
import type { ChangeStep } from '@naru/plugin-gitops-common';
import styles from './StepIcon.module.css';

const ICONS = {
  waiting: RiCheckboxBlankCircleLine,
  active: RiLoader4Line,
  done: RiCheckboxCircleFill,
  failed: RiCloseCircleFill,
  person: RiUserLine,
};

/** The icon of a step's state. The word beside it carries the meaning, so it is hidden from screen readers. */
export function StepIcon(props: {
  /** `person`: it goes on when somebody does something. */
  state: ChangeStep['state'] | 'person';
}) {
  const Icon = ICONS[props.state];
  return (
    <Icon
      aria-hidden="true"
      className={`${styles.icon} ${styles[props.state]}`}
      size={22}
    />
  );
}
