import {
  EntityOrphanWarning,
  EntityProcessingErrorsPanel,
  EntityRelationWarning,
  EntitySwitch,
  hasCatalogProcessingErrors,
  hasRelationWarnings,
  isOrphan,
} from '@backstage/plugin-catalog';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import styles from './FirstThingsLayout.module.css';

/**
 * Overview of an entity that people come to for its state: the first content card leads on narrow pages too, before who owns it and what made it.
 * The stock layout puts those first there.
 */
export function FirstThingsLayout(props: EntityContentLayoutProps) {
  const { cards } = props;
  const info = cards.filter(({ type }) => type === 'info');
  const [first, ...rest] = cards.filter(({ type }) => type !== 'info');
  return (
    <div className={styles.page}>
      <div className={styles.warnings}>
        <EntitySwitch>
          <EntitySwitch.Case if={isOrphan}>
            <EntityOrphanWarning />
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={hasRelationWarnings}>
            <EntityRelationWarning />
          </EntitySwitch.Case>
        </EntitySwitch>
        <EntitySwitch>
          <EntitySwitch.Case if={hasCatalogProcessingErrors}>
            <EntityProcessingErrorsPanel />
          </EntitySwitch.Case>
        </EntitySwitch>
      </div>
      <div className={styles.cards}>
        {first && <div className={styles.first}>{first.element}</div>}
        {info.length > 0 && <Cards className={styles.info} cards={info} />}
        {rest.length > 0 && <Cards className={styles.rest} cards={rest} />}
      </div>
    </div>
  );
}

function Cards(props: {
  className: string;
  cards: EntityContentLayoutProps['cards'];
}) {
  return (
    <div className={props.className}>
      {props.cards.map(({ element }, index) => (
        <div key={element.key ?? index}>{element}</div>
      ))}
    </div>
  );
}
