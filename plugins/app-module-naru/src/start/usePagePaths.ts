import {
  appTreeApiRef,
  coreExtensionData,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/** The paths of the installed pages, by the id of their extension: a page may be moved or turned off in the configuration. */
export function usePagePaths(): ReadonlyMap<string, string> {
  const appTree = useApi(appTreeApiRef);
  return useMemo(() => {
    const { nodes } = appTree.getTree().tree;
    const paths = new Map<string, string>();
    for (const [id, { instance }] of nodes) {
      const path = instance?.getData(coreExtensionData.routePath);
      if (path) paths.set(id, path);
    }
    return paths;
  }, [appTree]);
}
