import { SidebarItem } from '@backstage/core-components';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiSearchLine } from '@remixicon/react';
import { searchPaletteApiRef } from '../api/SearchPaletteApi';
import { usesCommandKey } from '../palette/shortcut';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';

const Icon = () => <RiSearchLine />;

/**
 * Opens the search, from the navigation.
 *
 * @public
 */
export function SearchBox() {
  const palette = useApi(searchPaletteApiRef);
  const { t } = useTranslationRef(paletteTranslationRef);
  const keys = usesCommandKey(window.navigator.platform) ? '⌘K' : 'Ctrl K';
  return (
    <SidebarItem
      icon={Icon}
      text={t('box.open')}
      aria-label={t('box.shortcut', { keys })}
      aria-haspopup="dialog"
      title={t('box.shortcut', { keys })}
      onClick={() => palette.open()}
    >
      <kbd style={{ fontFamily: 'inherit', fontSize: 12, opacity: 0.75 }}>
        {keys}
      </kbd>
    </SidebarItem>
  );
}
