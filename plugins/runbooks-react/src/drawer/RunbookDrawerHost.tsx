import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router-dom';
import { RunbookDrawer } from './RunbookDrawer';
import { runbookDrawerApiRef } from './RunbookDrawerApi';

/**
 * Shows the drawer that chips open. An app has it once, beside its pages.
 *
 * @public
 */
export function RunbookDrawerHost() {
  const drawer = useApi(runbookDrawerApiRef);
  const reading = useSyncExternalStore(drawer.subscribe, drawer.current);
  const { pathname } = useLocation();
  const openedAt = useRef(pathname);

  useEffect(() => {
    if (openedAt.current !== pathname) {
      openedAt.current = pathname;
      drawer.close();
    }
  }, [drawer, pathname]);

  return (
    reading && (
      <RunbookDrawer reading={reading} onClose={() => drawer.close()} />
    )
  );
}
