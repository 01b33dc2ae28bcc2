import {
  identityApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { searchPaletteApiRef } from '../api/SearchPaletteApi';
import { searchRouteRef } from '../page/searchRouteRef';
import { paletteTranslationRef } from '../translations/paletteTranslationRef';
import { PaletteContent } from './PaletteContent';
import styles from './PaletteRoot.module.css';
import { asksForSearch } from './shortcut';

/** The search as a dialog over any page, and the keys that open it; nothing before somebody is signed in. */
export function PaletteRoot() {
  const palette = useApi(searchPaletteApiRef);
  const identityApi = useApi(identityApiRef);
  const { t } = useTranslationRef(paletteTranslationRef);
  const searchRoute = useRouteRef(searchRouteRef);
  const [isSignedIn, setIsSignedIn] = useState(false);
  const { isOpen, term } = useSyncExternalStore(
    listener => palette.subscribe(listener),
    () => palette.state(),
  );

  useEffect(() => {
    let isCurrent = true;
    identityApi.getBackstageIdentity().then(
      () => isCurrent && setIsSignedIn(true),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [identityApi]);

  useEffect(() => {
    if (!isSignedIn) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (asksForSearch(event, window.navigator.platform)) {
        event.preventDefault();
        if (palette.state().isOpen) {
          palette.close();
        } else {
          palette.open();
        }
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [palette, isSignedIn]);

  return (
    <ModalOverlay
      isDismissable
      isOpen={isOpen && isSignedIn}
      onOpenChange={next => !next && palette.close()}
      className={styles.overlay}
    >
      <Modal className={styles.modal}>
        <Dialog aria-label={t('dialog.label')} className={styles.dialog}>
          <PaletteContent
            initialTerm={term}
            searchPath={searchRoute?.() ?? '/search'}
            onClose={() => palette.close()}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
