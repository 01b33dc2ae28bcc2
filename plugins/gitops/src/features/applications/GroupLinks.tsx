import { EntityRefLink } from '@backstage/plugin-catalog-react';
import styles from './GroupLinks.module.css';

/** Groups by name, each with the way to its page. */
export function GroupLinks(props: { entityRefs: string[] }) {
  return (
    <ul className={styles.list}>
      {props.entityRefs.map(entityRef => (
        <li key={entityRef}>
          <EntityRefLink
            entityRef={entityRef}
            defaultKind="group"
            disableTooltip
          />
        </li>
      ))}
    </ul>
  );
}
