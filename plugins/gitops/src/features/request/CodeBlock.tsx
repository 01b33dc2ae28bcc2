import { memo } from 'react';
import styles from './CodeBlock.module.css';

/** Above this, each line as an element of its own would slow the page down. */
const COLOURED_LINES = 2_000;

/** Text as it is in a file. It scrolls inside itself; `isDiff` marks what is added and removed. */
export const CodeBlock = memo(
  (props: { label: string; text: string; isDiff?: boolean }) => {
    const lines = props.isDiff ? props.text.split('\n') : [];
    return (
      // Keyboards reach what is scrolled out of sight.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <pre className={styles.root} aria-label={props.label} tabIndex={0}>
        <code>
          {props.isDiff && lines.length <= COLOURED_LINES
            ? lines.map((line, index) => (
                <span key={index} className={classOf(line)}>
                  {line}
                  {'\n'}
                </span>
              ))
            : props.text}
        </code>
      </pre>
    );
  },
);

function classOf(line: string): string | undefined {
  switch (line[0]) {
    case '+':
      return styles.added;
    case '-':
      return styles.removed;
    case '@':
      return styles.place;
    default:
      return undefined;
  }
}
