import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Cell,
  Column,
  Link,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Text,
} from '@backstage/ui';
import { requestId, type ChangeRequest } from '@naru/plugin-gitops-common';
import { RiExternalLinkLine } from '@remixicon/react';
import { RelativeTime } from '@naru/plugin-naru-react';
import { changeHref, changeRouteRef } from '../../routes';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { ChangeState } from './ChangeState';
import styles from './ChangeTable.module.css';

const COLUMNS = [
  { id: 'title', width: '38%' },
  { id: 'state', width: '13%' },
  { id: 'requester', width: '18%' },
  { id: 'created', width: '13%' },
  { id: 'pullRequest', width: '18%' },
] as const;

/** Change requests as rows; each leads to its own page and to the forge. */
export function ChangeTable(props: { changes: ChangeRequest[] }) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const changeRoute = useRouteRef(changeRouteRef);
  const hrefOf = ({ repository, branch }: ChangeRequest) => {
    const path = changeRoute?.({ repository });
    return path && changeHref(path, branch);
  };
  const rows = props.changes.map(change => ({
    change,
    id: requestId(change.repository, change.branch) + change.number,
  }));
  return (
    <div className={styles.scroll}>
      <TableRoot aria-label={t('list.label')}>
        <TableHeader columns={COLUMNS}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.id === 'title'}
              style={{ width: column.width }}
            >
              {t(`list.column.${column.id}`)}
            </Column>
          )}
        </TableHeader>
        <TableBody items={rows} dependencies={[t]}>
          {({ id, change }) => (
            <Row id={id} className={styles.row} columns={COLUMNS}>
              {column => (
                <Cell className={styles.cell}>
                  <ChangeCell
                    column={column.id}
                    change={change}
                    href={hrefOf(change)}
                  />
                </Cell>
              )}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

function ChangeCell(props: {
  column: (typeof COLUMNS)[number]['id'];
  change: ChangeRequest;
  href?: string;
}) {
  const { column, change, href } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const number = `#${change.number}`;
  switch (column) {
    case 'title':
      return (
        <span className={styles.stack}>
          <Link
            href={href}
            standalone
            truncate
            weight="bold"
            title={change.title}
          >
            {change.title}
          </Link>
          <Text variant="body-small" color="secondary" truncate>
            {change.repository} · {change.branch}
          </Text>
        </span>
      );
    case 'state':
      return <ChangeState state={change.state} />;
    case 'requester':
      return change.requestedBy ? (
        <EntityRefLink
          className={styles.person}
          entityRef={change.requestedBy}
          defaultKind="user"
          hideIcon
          disableTooltip
        />
      ) : (
        <>{change.author}</>
      );
    case 'created':
      return (
        <RelativeTime short className={styles.time} at={change.createdAt} />
      );
    case 'pullRequest':
    default:
      return (
        <Link
          className={styles.pullRequest}
          href={change.url}
          target="_blank"
          rel="noreferrer"
          standalone
          aria-label={t('list.openPullRequest', { number })}
        >
          {number}
          <RiExternalLinkLine aria-hidden="true" size={14} />
        </Link>
      );
  }
}
