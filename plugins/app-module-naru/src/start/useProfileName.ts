import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';

/** The name of the person who is signed in; undefined until it is known, or when there is none. */
export function useProfileName(): string | undefined {
  const identity = useApi(identityApiRef);
  const [name, setName] = useState<string>();
  useEffect(() => {
    let wanted = true;
    identity.getProfileInfo().then(
      profile => wanted && setName(profile.displayName),
      // A greeting without a name does as well.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [identity]);
  return name;
}
