import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, ToggleButton } from '@backstage/ui';
import type { Language } from '@naru/plugin-runbooks-common';
import { RiThumbDownLine, RiThumbUpLine } from '@remixicon/react';
import { useId } from 'react';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import styles from './HelpfulQuestion.module.css';
import { useHelpful } from './useHelpful';
import { useHelpfulWords } from './useHelpfulWords';

/** Asks whether a case helped. The answer is counted, and can be changed. */
export function HelpfulQuestion(props: {
  caseId: string;
  language: Language;
  /** What was said on an earlier visit. */
  known?: boolean;
}) {
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const voice = useHelpful(props.caseId, props.language, props.known);
  const words = useHelpfulWords(voice);
  const questionId = useId();
  const { helpful } = voice;
  return (
    <div className={styles.root}>
      <Text id={questionId} weight="bold">
        {t('helpful.question')}
      </Text>
      <div className={styles.answers} role="group" aria-labelledby={questionId}>
        <ToggleButton
          iconStart={<RiThumbUpLine />}
          isSelected={helpful === true}
          onPress={() => void voice.say(true)}
        >
          {t('helpful.yes')}
        </ToggleButton>
        <ToggleButton
          iconStart={<RiThumbDownLine />}
          isSelected={helpful === false}
          onPress={() => void voice.say(false)}
        >
          {t('helpful.no')}
        </ToggleButton>
      </div>
      <span className={styles.words} role="status">
        {words}
      </span>
    </div>
  );
}
