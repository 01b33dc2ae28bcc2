import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Language } from '@naru/plugin-runbooks-common';
import { useHelpful, useHelpfulWords } from '@naru/plugin-runbooks-react';
import { runbooksTranslationRef } from '../../translations/runbooksTranslationRef';

/** Documentation stands in a shadow root, which the style sheets of the portal do not reach; its variables do. */
const STYLES = `
.naru-helpful { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin: 24px 0 40px;
  padding-top: 16px; border-top: 1px solid var(--bui-border-1); color: var(--bui-fg-primary);
  font-family: var(--bui-font-regular); font-size: 14px; line-height: 1.4; }
.naru-helpful button { padding: 5px 14px; border: 1px solid var(--bui-border-2); border-radius: 6px;
  background: none; color: inherit; cursor: pointer; font: inherit; }
.naru-helpful button:hover { background: var(--bui-bg-neutral-2); }
.naru-helpful button[aria-pressed='true'] { border-color: var(--bui-accent-bg); background: var(--bui-accent-bg);
  color: var(--bui-accent-fg); }
.naru-helpful button:focus-visible { outline: 2px solid var(--bui-ring); outline-offset: 2px; }
.naru-helpful [role='status'] { color: var(--bui-fg-secondary); }
@media print { .naru-helpful { display: none; } }
`;

/** The question at the end of a case in the documentation. */
export function CaseHelpful(props: {
  caseId: string;
  title: string;
  language: Language;
}) {
  const { caseId, title, language } = props;
  const { t } = useTranslationRef(runbooksTranslationRef);
  const voice = useHelpful(caseId, language);
  const words = useHelpfulWords(voice);
  const question = t('helpful.question', { title });
  return (
    <>
      <style>{STYLES}</style>
      <div className="naru-helpful" role="group" aria-label={question}>
        <span>{question}</span>
        <button
          type="button"
          aria-pressed={voice.helpful === true}
          onClick={() => void voice.say(true)}
        >
          {t('helpful.yes')}
        </button>
        <button
          type="button"
          aria-pressed={voice.helpful === false}
          onClick={() => void voice.say(false)}
        >
          {t('helpful.no')}
        </button>
        <span role="status">{words}</span>
      </div>
    </>
  );
}
