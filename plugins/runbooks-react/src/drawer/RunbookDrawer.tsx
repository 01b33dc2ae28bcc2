import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  ButtonIcon,
  ButtonLink,
  Skeleton,
  ToggleButton,
  VisuallyHidden,
} from '@backstage/ui';
import { problemOf, StateMessage } from '@naru/plugin-naru-react';
import type { Language } from '@naru/plugin-runbooks-common';
import {
  RiArrowLeftLine,
  RiCloseLine,
  RiCloudOffLine,
  RiExternalLinkLine,
  RiFileWarningLine,
  RiLockLine,
} from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { RunbookArticle } from '../article/RunbookArticle';
import { useRunbookLanguage } from '../cases/useRunbookLanguage';
import { SearchLink } from '../chips/SearchLink';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import styles from './RunbookDrawer.module.css';
import type { RunbookReading } from './RunbookDrawerApi';
import { useCase, type CaseAnswer } from './useCase';
import { isFocusLost, useEscapeWithoutFocus } from './useEscapeWithoutFocus';

const LANGUAGES: { id: Language; short: string; name: string }[] = [
  { id: 'en', short: 'EN', name: 'English' },
  { id: 'ko', short: 'KO', name: '한국어' },
];
const SKELETON_ROWS = [70, 95, 90, 40, 95, 85];

/**
 * A case to read beside the screen it is about, from the right. Another case opens in the same drawer, with a way back.
 *
 * @public
 */
export function RunbookDrawer(props: {
  reading: RunbookReading;
  onClose(): void;
}) {
  const { reading, onClose } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const [way, setWay] = useState([reading.id]);
  const [opened, setOpened] = useState(reading);
  if (opened !== reading) {
    setOpened(reading);
    setWay([reading.id]);
  }
  const firstLanguage = useRunbookLanguage();
  const [chosenLanguage, setLanguage] = useState<Language>();
  const language = chosenLanguage ?? firstLanguage;
  const id = way[way.length - 1];
  const answer = useCase(id, language);
  const { article } = answer;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(id);
  useEffect(() => {
    // What was pressed is gone; its focus would fall out of the drawer.
    if (shown.current !== id || isFocusLost()) {
      shown.current = id;
      heading.current?.focus();
    }
  }, [id, article]);
  useEscapeWithoutFocus(onClose);

  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen
      isDismissable
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <Modal className={styles.panel}>
        <Dialog className={styles.dialog}>
          <div className={styles.head}>
            {way.length > 1 && (
              <Button
                size="small"
                variant="tertiary"
                iconStart={<RiArrowLeftLine />}
                onPress={() => setWay(before => before.slice(0, -1))}
              >
                {t('drawer.back')}
              </Button>
            )}
            <span className={styles.id}>{id}</span>
            {article && article.languages.length > 1 && (
              <div
                className={styles.languages}
                role="group"
                aria-label={t('drawer.language')}
              >
                {LANGUAGES.map(one => (
                  <ToggleButton
                    key={one.id}
                    size="small"
                    aria-label={one.name}
                    isSelected={article.language === one.id}
                    onPress={() => setLanguage(one.id)}
                  >
                    {one.short}
                  </ToggleButton>
                ))}
              </div>
            )}
            {article && (
              <ButtonLink
                href={article.path}
                size="small"
                variant="tertiary"
                iconStart={<RiExternalLinkLine />}
                onPress={onClose}
              >
                {t('drawer.openPage')}
              </ButtonLink>
            )}
            <ButtonIcon
              aria-label={t('drawer.close')}
              icon={<RiCloseLine />}
              variant="tertiary"
              size="small"
              onPress={onClose}
            />
          </div>
          <div className={styles.body}>
            <Heading
              ref={heading}
              slot="title"
              level={2}
              tabIndex={-1}
              className={styles.heading}
            >
              {article ? article.title : <VisuallyHidden>{id}</VisuallyHidden>}
            </Heading>
            {article ? (
              <RunbookArticle
                key={`${article.id} ${article.language}`}
                article={article}
                wanted={language}
                matches={reading.matches ?? []}
                onOpen={next => setWay(before => [...before, next])}
              />
            ) : (
              <NoArticle id={id} answer={answer} />
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function NoArticle(props: { id: string; answer: CaseAnswer }) {
  const { id, answer } = props;
  const { error, reload } = answer;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  if (!error) {
    return (
      <div role="status" className={styles.loading}>
        <VisuallyHidden>{t('drawer.loading')}</VisuallyHidden>
        {SKELETON_ROWS.map((width, index) => (
          <Skeleton
            key={index}
            aria-hidden="true"
            width={`${width}%`}
            height={20}
          />
        ))}
      </div>
    );
  }
  const problem = problemOf(error);
  const retry = (
    <Button variant="secondary" onPress={reload}>
      {t('problem.retry')}
    </Button>
  );
  switch (problem.kind) {
    case 'forbidden':
      return (
        <StateMessage
          isAlert
          icon={<RiLockLine size={32} />}
          title={t('problem.forbidden.title')}
          description={t('problem.forbidden.description')}
        />
      );
    case 'gone':
      return (
        <StateMessage
          isAlert
          icon={<RiFileWarningLine size={32} />}
          title={t('problem.gone.title', { id })}
          description={t('problem.gone.description')}
          actions={<SearchLink message={id} />}
        />
      );
    case 'unreachable':
    case 'system-unreachable':
      return (
        <StateMessage
          isAlert
          icon={<RiCloudOffLine size={32} />}
          title={t('problem.unreachable.title')}
          description={t('problem.unreachable.description')}
          actions={retry}
        />
      );
    default:
      return (
        <StateMessage
          isAlert
          icon={<RiFileWarningLine size={32} />}
          title={t('problem.other.title')}
          words={problem.words}
          actions={retry}
        />
      );
  }
}
