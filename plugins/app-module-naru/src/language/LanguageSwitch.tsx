import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { shellTranslationRef } from '../translations/shellTranslationRef';
import { useAppLanguage } from './useAppLanguage';

/** Each language by its own name, as its readers look for it. */
function nameOf(language: string): string {
  return (
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ??
    language
  );
}

/** Chooses the language of the portal. Shows nothing when there is only one. */
export const LanguageSwitch = () => {
  const { t } = useTranslationRef(shellTranslationRef);
  const { language, languages, setLanguage } = useAppLanguage();
  if (languages.length < 2) return null;
  return (
    <ToggleButtonGroup
      aria-label={t('language.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[language]}
      onSelectionChange={keys => {
        for (const key of keys) setLanguage(String(key));
      }}
    >
      {languages.map(code => (
        <ToggleButton key={code} id={code} size="small">
          <span lang={code}>{nameOf(code)}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
};
