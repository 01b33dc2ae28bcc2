import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import type { ChangePreview } from '@naru/plugin-gitops-common';
import { CopyButton } from '@naru/plugin-naru-react';
import { useMemo } from 'react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import styles from './ChangePreview.module.css';
import { CodeBlock } from './CodeBlock';
import { Fold } from './Fold';
import { splitManifests } from './splitManifests';

type Rendering = ChangePreview['renderings'][number];

/** What Argo CD will make of the files, an environment a tab. */
export function PreviewRenderings(props: { renderings: Rendering[] }) {
  const { renderings } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  if (renderings.length === 0) {
    return null;
  }
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('preview.objects.title')}
      </Text>
      <Tabs>
        <TabList aria-label={t('preview.objects.title')}>
          {renderings.map(({ application, title }) => (
            <Tab key={application} id={application}>
              {title}
            </Tab>
          ))}
        </TabList>
        {renderings.map(rendering => (
          <TabPanel key={rendering.application} id={rendering.application}>
            <OneRendering rendering={rendering} />
          </TabPanel>
        ))}
      </Tabs>
    </section>
  );
}

function OneRendering(props: { rendering: Rendering }) {
  const { title, application, namespace, manifests, unavailable } =
    props.rendering;
  const { t } = useTranslationRef(gitopsTranslationRef);
  const objects = useMemo(() => splitManifests(manifests ?? ''), [manifests]);
  if (manifests === undefined) {
    return <NotRendered reason={unavailable} />;
  }
  return (
    <>
      <div className={styles.renderingHead}>
        <Text as="p" variant="body-small" color="secondary">
          {t('preview.objects.into', { application, namespace })}
        </Text>
        <CopyButton
          value={manifests}
          labels={{
            action: t('preview.objects.copy', { title }),
            done: t('preview.objects.copied'),
            failed: t('preview.objects.copyFailed'),
          }}
        />
      </div>
      <div className={styles.folds}>
        {objects.map(({ kind, name, yaml }, index) => (
          <Fold
            key={`${kind} ${name} ${index}`}
            title={
              <>
                <Text weight="bold">{kind}</Text>
                <span className={styles.path}>{name}</span>
              </>
            }
          >
            {() => <CodeBlock label={`${kind} ${name}`} text={yaml} />}
          </Fold>
        ))}
      </div>
    </>
  );
}

function NotRendered(props: { reason: string | undefined }) {
  const { reason } = props;
  const { t } = useTranslationRef(gitopsTranslationRef);
  switch (reason) {
    case undefined:
      return <Text as="p">{t('preview.objects.faulty')}</Text>;
    case 'no-helm':
      return (
        <Alert
          status="info"
          icon
          title={t('preview.noHelm.title')}
          description={t('preview.noHelm.description')}
        />
      );
    default:
      return (
        <Alert
          status="warning"
          icon
          title={t('preview.objects.unavailable')}
          description={
            <>
              {reason}
              <RunbookChips signals={[{ system: 'helm', message: reason }]} />
            </>
          }
        />
      );
  }
}
