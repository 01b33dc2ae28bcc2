import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { type OpenedThing, type Recent, RecentThings } from './RecentThings';

/** What the person looked for and opened last; undefined until it is known who it is. */
export function useRecentThings(): {
  recent?: Recent;
  remember: (term: string, opened?: OpenedThing) => void;
  clear: () => void;
} {
  const identityApi = useApi(identityApiRef);
  const [things, setThings] = useState<RecentThings>();
  const [recent, setRecent] = useState<Recent>();

  useEffect(() => {
    let isCurrent = true;
    identityApi.getBackstageIdentity().then(
      ({ userEntityRef }) => {
        if (isCurrent) {
          const mine = new RecentThings({
            userEntityRef,
            storage: window.localStorage,
          });
          setThings(mine);
          setRecent(mine.read());
        }
      },
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [identityApi]);

  const remember = useCallback(
    (term: string, opened?: OpenedThing) => {
      things?.remember(term, opened);
      setRecent(things?.read());
    },
    [things],
  );
  const clear = useCallback(() => {
    things?.clear();
    setRecent(things?.read());
  }, [things]);
  return { recent, remember, clear };
}
