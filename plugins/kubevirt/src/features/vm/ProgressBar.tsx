import styles from './ProgressBar.module.css';

/** How far something is, 0 to 100. */
export function ProgressBar(props: { label: string; value: number }) {
  return (
    <span
      className={styles.track}
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(props.value)}
    >
      <span className={styles.bar} style={{ width: `${props.value}%` }} />
    </span>
  );
}
