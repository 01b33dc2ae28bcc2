import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  CaseArticle,
  Language,
  MatchedCase,
} from '@naru/plugin-runbooks-common';
import { RiAlarmWarningFill } from '@remixicon/react';
import { useId, useRef, type ReactNode } from 'react';
import { CaseSeverityMark } from '../cases/CaseSeverityMark';
import { HelpfulQuestion } from '../feedback/HelpfulQuestion';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import { ArticleHtml } from './ArticleHtml';
import { CaseList } from './CaseList';
import { parseWhy } from './parseWhy';
import styles from './RunbookArticle.module.css';
import { useDiagrams } from './useDiagrams';
import { versionRanges, type VersionRange } from './versionRanges';

/**
 * A case without its title: what it is, why it fits, its sections, what else there is, and whether it helped.
 *
 * @public
 */
export function RunbookArticle(props: {
  article: CaseArticle;
  /** The language that was asked for. */
  wanted: Language;
  /** The cases that fit what happened, this one among them. */
  matches: MatchedCase[];
  /** Opens another case. */
  onOpen(id: string): void;
}) {
  const { article, wanted, matches, onOpen } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const root = useRef<HTMLDivElement>(null);
  useDiagrams(root);
  const sections = article.sections.filter(
    ({ key }) => key !== 'related' || article.related.length === 0,
  );
  const others = matches.filter(({ id }) => id !== article.id);
  const related = article.related.filter(
    one => !others.some(({ id }) => id === one.id),
  );
  return (
    <div ref={root} className={styles.root} lang={article.language}>
      <Facts article={article} />
      {article.language !== wanted && (
        <Text as="p" color="secondary">
          {t('article.only')}
        </Text>
      )}
      <Why match={matches.find(({ id }) => id === article.id)} />
      {article.destructive && (
        <div className={styles.destructive} role="note">
          <RiAlarmWarningFill aria-hidden="true" size={18} />
          <div>
            <p>
              <strong>{t('article.destructive.title')}</strong>
            </p>
            <p>{t('article.destructive.description')}</p>
          </div>
        </div>
      )}
      <Jumps root={root} article={{ ...article, sections }} />
      {sections.map(({ key, title, html }) => (
        <Section key={key} name={key} title={title}>
          <ArticleHtml html={html} onOpen={onOpen} />
        </Section>
      ))}
      {others.length > 0 && (
        <Section name="others" title={t('article.others')}>
          <CaseList cases={others} onOpen={onOpen} />
        </Section>
      )}
      {related.length > 0 && (
        <Section name="related" title={t('article.related')}>
          <CaseList cases={related} onOpen={onOpen} />
        </Section>
      )}
      <HelpfulQuestion
        caseId={article.id}
        language={article.language}
        known={article.helpful}
      />
    </div>
  );
}

function Facts(props: { article: CaseArticle }) {
  const { article } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const versions = versionRanges(article);
  const wordsOf = ({ system, since, until }: VersionRange) => {
    if (since && until) {
      return t('article.between', { system, since, until });
    }
    return until
      ? t('article.until', { system, version: until })
      : t('article.since', { system, version: since ?? '' });
  };
  return (
    <dl className={styles.facts}>
      <div>
        <dd>
          <CaseSeverityMark severity={article.severity} />
        </dd>
      </div>
      <div>
        <dd>{t(`kind.${article.kind}`)}</dd>
      </div>
      {article.systems.length > 0 && (
        <div>
          <dt>{t('article.systems')}</dt>
          <dd>{article.systems.join(', ')}</dd>
        </div>
      )}
      {versions.length > 0 && (
        <div>
          <dt>{t('article.versions')}</dt>
          <dd>{versions.map(wordsOf).join(', ')}</dd>
        </div>
      )}
    </dl>
  );
}

function Why(props: { match: MatchedCase | undefined }) {
  const { match } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const wordsOf = (why: string) => {
    const { field, value } = parseWhy(why);
    return field ? t(`why.${field}`, { value }) : value;
  };
  if (!match || match.why.length === 0) {
    return null;
  }
  return (
    <div className={styles.why}>
      <strong>{t('article.why')}</strong>
      <ul>
        {[...new Set(match.why)].map(words => (
          <li key={words}>{wordsOf(words)}</li>
        ))}
      </ul>
    </div>
  );
}

function Jumps(props: {
  root: React.RefObject<HTMLElement>;
  article: Pick<CaseArticle, 'sections'>;
}) {
  const { root, article } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const jump = (key: string) => {
    const heading = root.current?.querySelector<HTMLElement>(
      `[data-section="${key}"]`,
    );
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  };
  return (
    <nav className={styles.jumps} aria-label={t('article.sections')}>
      {article.sections.map(({ key, title }) => (
        <button key={key} type="button" onClick={() => jump(key)}>
          {title}
        </button>
      ))}
    </nav>
  );
}

function Section(props: { name: string; title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <h3 id={titleId} tabIndex={-1} data-section={props.name}>
        {props.title}
      </h3>
      {props.children}
    </section>
  );
}
