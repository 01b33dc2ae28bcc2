import { Text } from '@backstage/ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './StateMessage.module.css';

/**
 * What stands where data would be: nothing there, not allowed, not reachable, gone.
 *
 * @public
 */
export function StateMessage(props: {
  icon: ReactElement;
  title: string;
  description?: ReactNode;
  /** The other side's own words, kept as they are. */
  words?: string;
  actions?: ReactNode;
  /** Read out by a screen reader as soon as it appears. */
  isAlert?: boolean;
}) {
  return (
    <div className={styles.root} role={props.isAlert ? 'alert' : undefined}>
      <span className={styles.icon} aria-hidden="true">
        {props.icon}
      </span>
      <Text as="h2" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      {props.description && (
        <Text as="p" color="secondary" className={styles.description}>
          {props.description}
        </Text>
      )}
      {props.words && (
        <Text as="p" variant="body-small" className={styles.words}>
          {props.words}
        </Text>
      )}
      {props.actions && <div className={styles.actions}>{props.actions}</div>}
    </div>
  );
}
