import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Select } from '@backstage/ui';
import {
  caseKinds,
  caseSeverities,
  type CaseSummary,
} from '@naru/plugin-runbooks-common';
import { runbooksReactTranslationRef } from '@naru/plugin-runbooks-react';
import { runbooksTranslationRef } from '../../translations/runbooksTranslationRef';
import styles from './CaseFilterBar.module.css';
import type { CaseFilters } from './filterCases';
import { groupCases } from './groupCases';

const ANY = 'any';
/** Search and filters above the list; each choice says how many cases it has. */
export function CaseFilterBar(props: {
  cases: CaseSummary[];
  filters: CaseFilters;
  onChange(part: Partial<CaseFilters>): void;
}) {
  const { cases, filters, onChange } = props;
  const { t } = useTranslationRef(runbooksTranslationRef);
  const { t: tCase } = useTranslationRef(runbooksReactTranslationRef);
  const count = (passes: (one: CaseSummary) => boolean) =>
    cases.filter(passes).length;
  const systems = [...new Set(cases.flatMap(one => one.systems))].sort();
  const isNarrowed = Object.values(filters).some(Boolean);
  return (
    <div className={styles.root} role="search">
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('list.search')}
        placeholder={t('list.searchPlaceholder')}
        value={filters.search}
        onChange={search => onChange({ search })}
      />
      <Choice
        label={t('list.group')}
        any={t('list.anyGroup')}
        options={groupCases(cases).map(({ id, title, cases: { length } }) => ({
          id,
          name: title,
          count: length,
        }))}
        value={filters.group}
        onChange={group => onChange({ group })}
      />
      <Choice
        label={t('list.system')}
        any={t('list.anySystem')}
        options={systems.map(system => ({
          id: system,
          name: system,
          count: count(one => one.systems.includes(system)),
        }))}
        value={filters.system}
        onChange={system => onChange({ system })}
      />
      <Choice
        label={t('list.severity')}
        any={t('list.anySeverity')}
        options={caseSeverities.map(severity => ({
          id: severity,
          name: tCase(`severity.${severity}`),
          count: count(one => one.severity === severity),
        }))}
        value={filters.severity}
        onChange={severity => onChange({ severity })}
      />
      <Choice
        label={t('list.kind')}
        any={t('list.anyKind')}
        options={caseKinds.map(kind => ({
          id: kind,
          name: tCase(`kind.${kind}`),
          count: count(one => one.kind === kind),
        }))}
        value={filters.kind}
        onChange={kind => onChange({ kind })}
      />
      {isNarrowed && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() =>
            onChange({
              search: '',
              group: undefined,
              system: undefined,
              severity: undefined,
              kind: undefined,
            })
          }
        >
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
}

function Choice(props: {
  label: string;
  any: string;
  options: { id: string; name: string; count: number }[];
  value: string | undefined;
  onChange(id: string | undefined): void;
}) {
  const { label, any, options, value, onChange } = props;
  const { t } = useTranslationRef(runbooksTranslationRef);
  return (
    <Select
      className={styles.choice}
      size="small"
      aria-label={label}
      options={[
        { id: ANY, label: any },
        ...options
          .filter(({ id, count }) => count > 0 || id === value)
          .map(({ id, name, count }) => ({
            id,
            label: t('list.option', { name, number: String(count) }),
          })),
      ]}
      value={value ?? ANY}
      onChange={key => onChange(key === ANY ? undefined : String(key))}
    />
  );
}
