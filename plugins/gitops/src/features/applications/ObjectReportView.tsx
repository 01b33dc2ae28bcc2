import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ObjectReport } from '@naru/plugin-gitops-common';
import { RelativeTime, ToneIcon, type Tone } from '@naru/plugin-naru-react';
import type { Signal } from '@naru/plugin-runbooks-common';
import type { ReactNode } from 'react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { conditionTone } from './conditionTone';
import { shortImage } from './shortImage';
import styles from './ObjectReportView.module.css';
import {
  containerSignals,
  eventSignals,
  objectConditionSignals,
} from './troubleSignals';
import { useApplicationWords } from './useApplicationWords';

type Container = ObjectReport['containers'][number];
type Condition = ObjectReport['conditions'][number];
type ObjectEvent = ObjectReport['events'][number];

/** Containers with their last end, conditions, events: what the cluster says, in its own words where it has some. */
export function ObjectReportView(props: { report: ObjectReport }) {
  const { kind, containers, conditions, events } = props.report;
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <>
      {containers.length > 0 && (
        <Part title={t('application.object.containers')}>
          {containers.map(container => (
            <ContainerItem key={container.name} container={container} />
          ))}
        </Part>
      )}
      <Part
        title={t('application.object.conditions')}
        none={t('application.object.noConditions')}
      >
        {conditions.map(condition => (
          <ConditionItem
            key={condition.type}
            kind={kind}
            condition={condition}
          />
        ))}
      </Part>
      <Part
        title={t('application.object.events')}
        none={t('application.object.noEvents')}
      >
        {events.map(event => (
          <EventItem
            key={`${event.reason} ${event.message} ${event.lastSeen}`}
            kind={kind}
            event={event}
          />
        ))}
      </Part>
    </>
  );
}

function Part(props: { title: string; none?: string; children: ReactNode[] }) {
  const { title, none, children } = props;
  return (
    <section aria-label={title}>
      <Text as="h3" variant="body-medium" weight="bold">
        {title}
      </Text>
      {children.length === 0 ? (
        <Text as="p" color="secondary">
          {none}
        </Text>
      ) : (
        <ul className={styles.list}>{children}</ul>
      )}
    </section>
  );
}

function Item(props: {
  tone: Tone;
  title: string;
  facts: ReactNode[];
  words?: string;
  signals: Signal[];
  /** What to search for when no runbook fits; default: the words. */
  search?: string;
  children?: ReactNode;
}) {
  return (
    <li className={styles.item}>
      <ToneIcon tone={props.tone} size={16} />
      <div className={styles.body}>
        <span className={styles.line}>
          <strong>{props.title}</strong>
          {props.facts.map((fact, index) => (
            <span key={index} className={styles.fact}>
              {fact}
            </span>
          ))}
        </span>
        {props.words && <p className={styles.words}>{props.words}</p>}
        {props.children}
        <RunbookChips signals={props.signals} search={props.search} />
      </div>
    </li>
  );
}

const CONTAINER_STATES = ['running', 'waiting', 'terminated'] as const;

function ContainerItem(props: { container: Container }) {
  const {
    name,
    image,
    ready,
    restarts,
    state,
    reason,
    message,
    exitCode,
    last,
  } = props.container;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const words = useApplicationWords();
  const known = CONTAINER_STATES.find(one => one === state) ?? 'unknown';
  return (
    <Item
      tone={ready ? 'positive' : 'negative'}
      title={name}
      facts={[
        t(`application.object.container.${known}`),
        t(ready ? 'application.object.ready' : 'application.object.notReady'),
        reason ?? [],
        exitCode === undefined ? [] : words.exitCode(exitCode),
        restarts > 0
          ? t('application.object.restarts', { count: restarts })
          : [],
        <span title={image}>{shortImage(image)}</span>,
      ].flat()}
      words={message}
      signals={containerSignals(props.container)}
    >
      {last && (
        <div className={styles.last}>
          <span className={styles.line}>
            <span>{t('application.object.last')}:</span>
            {last.reason && <span className={styles.fact}>{last.reason}</span>}
            {last.exitCode !== undefined && (
              <span className={styles.fact}>
                {words.exitCode(last.exitCode)}
              </span>
            )}
            {last.finishedAt && (
              <RelativeTime className={styles.fact} at={last.finishedAt} />
            )}
          </span>
          {last.message && <p className={styles.words}>{last.message}</p>}
        </div>
      )}
    </Item>
  );
}

function ConditionItem(props: { kind: string; condition: Condition }) {
  const { type, status, reason, message, since } = props.condition;
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <Item
      tone={conditionTone(props.condition)}
      title={type}
      facts={[
        status === 'True' || status === 'False'
          ? t(`application.object.condition.${status}`)
          : t('application.object.condition.Unknown'),
        reason ?? [],
        since ? <RelativeTime at={since} /> : [],
      ].flat()}
      words={message}
      signals={objectConditionSignals(props.kind, props.condition)}
      // The containers above say why.
      search={reason === 'ContainersNotReady' ? '' : message}
    />
  );
}

function EventItem(props: { kind: string; event: ObjectEvent }) {
  const { type, reason, message, count, lastSeen } = props.event;
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <Item
      tone={type === 'Warning' ? 'warning' : 'neutral'}
      title={reason}
      facts={[
        t(
          type === 'Warning'
            ? 'application.object.event.Warning'
            : 'application.object.event.Normal',
        ),
        count > 1 ? t('application.object.times', { count }) : [],
        lastSeen ? <RelativeTime at={lastSeen} /> : [],
      ].flat()}
      words={message}
      signals={eventSignals(props.kind, props.event)}
    />
  );
}
