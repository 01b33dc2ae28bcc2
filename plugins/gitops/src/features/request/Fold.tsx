import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import styles from './Fold.module.css';

/** A line that opens. What is inside is not even made before that. */
export function Fold(props: {
  title: ReactNode;
  isOpen?: boolean;
  children: () => ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(props.isOpen ?? false);
  return (
    <Accordion
      className={styles.root}
      isExpanded={isOpen}
      onExpandedChange={setIsOpen}
    >
      <AccordionTrigger level={4}>
        <span className={styles.title}>{props.title}</span>
      </AccordionTrigger>
      <AccordionPanel>{isOpen && props.children()}</AccordionPanel>
    </Accordion>
  );
}
