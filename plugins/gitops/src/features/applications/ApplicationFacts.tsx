import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { EntityApplication } from '@naru/plugin-gitops-common';
import { RelativeTime, ToneIcon, type Tone } from '@naru/plugin-naru-react';
import type { ReactNode } from 'react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './ApplicationFacts.module.css';
import { shortImage } from './shortImage';
import { healthTone, isApplying, syncTone } from './applicationStatus';

const HEALTHS = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
  'Missing',
] as const;
const SHORT_REVISION = 8;

/** What Argo CD and the cluster know of an Application, short. */
export function ApplicationFacts(props: { application: EntityApplication }) {
  const { application } = props;
  const { sync, health, workload, operation } = application;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const knownHealth = HEALTHS.find(one => one === health) ?? 'Unknown';
  return (
    <dl className={styles.root}>
      <Fact label={t('application.sync')}>
        <Toned tone={syncTone(application)}>
          {t(`application.sync.${sync}`)}
        </Toned>
      </Fact>
      <Fact label={t('application.health')}>
        <Toned tone={healthTone(health)}>
          {t(`application.health.${knownHealth}`)}
        </Toned>
      </Fact>
      <Fact label={t('application.pods')}>
        <Pods workload={workload} isMissing={health === 'Missing'} />
      </Fact>
      <Fact label={t('application.image')}>
        {workload && workload.images.length > 0
          ? workload.images.map(image => (
              <span key={image} className={styles.code} title={image}>
                {shortImage(image)}
              </span>
            ))
          : '–'}
      </Fact>
      <Fact label={t('application.revision')}>
        <Revision application={application} />
      </Fact>
      <Fact label={t('application.namespace')}>
        <span className={styles.code}>{application.destinationNamespace}</span>
      </Fact>
      {operation?.finishedAt && !isApplying(application) && (
        <Fact label={t('application.lastSync')}>
          <RelativeTime at={operation.finishedAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{props.label}</dt>
      <dd className={styles.value}>{props.children}</dd>
    </div>
  );
}

function Toned(props: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.toned}>
      <ToneIcon tone={props.tone} size={16} />
      {props.children}
    </span>
  );
}

function Pods(props: {
  workload: EntityApplication['workload'];
  /** The objects were never made. */
  isMissing: boolean;
}) {
  const { workload, isMissing } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  if (!workload) {
    return (
      <span className={styles.secondary}>
        {t(isMissing ? 'application.pods.none' : 'application.pods.unknown')}
      </span>
    );
  }
  const { ready, wanted, updated, autoscaler } = workload;
  return (
    <>
      {t('application.pods.ready', {
        ready: String(ready),
        wanted: String(wanted),
      })}
      {updated < wanted && (
        <span className={styles.line}>
          {t('application.pods.updating', {
            updated: String(updated),
            wanted: String(wanted),
          })}
        </span>
      )}
      {autoscaler && (
        <span className={styles.line}>
          {t('application.pods.autoscaler', {
            minimum: String(autoscaler.minimum),
            maximum: String(autoscaler.maximum),
          })}
        </span>
      )}
    </>
  );
}

function Revision(props: { application: EntityApplication }) {
  const { revision, revisionUrl } = props.application;
  const { t } = useTranslationRef(gitopsTranslationRef);
  if (!revision) {
    return (
      <span className={styles.secondary}>{t('application.revision.none')}</span>
    );
  }
  const short = revision.slice(0, SHORT_REVISION);
  return revisionUrl ? (
    <Link
      className={styles.code}
      href={revisionUrl}
      target="_blank"
      rel="noreferrer"
      aria-label={t('application.revision.open', { revision: short })}
    >
      {short}
    </Link>
  ) : (
    <span className={styles.code}>{short}</span>
  );
}
