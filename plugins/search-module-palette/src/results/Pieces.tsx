import type { Piece } from './resultRow';
import styles from './ResultRowView.module.css';

/** A text with the words that were looked for marked. */
export function Pieces(props: { pieces: readonly Piece[] }) {
  return (
    <>
      {props.pieces.map(({ text, isFound }, index) =>
        isFound ? (
          <mark key={index} className={styles.found}>
            {text}
          </mark>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </>
  );
}
