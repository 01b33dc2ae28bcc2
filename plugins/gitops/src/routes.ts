import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page "Change requests". */
export const rootRouteRef = createRouteRef();

/**
 * The way of one change. Its branch is in the query (`?branch=`), because a branch has slashes: {@link changeHref}.
 */
export const changeRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/:repository',
});

/** Address of the page of one change; `path` is the resolved {@link changeRouteRef}. */
export function changeHref(path: string, branch: string): string {
  return `${path}?${new URLSearchParams({ branch })}`;
}
