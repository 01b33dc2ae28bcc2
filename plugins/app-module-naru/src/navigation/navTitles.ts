import type { en } from '../translations/en';

/**
 * The words for the pages of the navigation, by the id of the page's extension. A page that is not here keeps the
 * title that its plugin gives it.
 */
export const navTitles: Record<
  string,
  Extract<keyof typeof en, `nav.${string}`>
> = {
  'page:scaffolder': 'nav.create',
  'page:kubevirt': 'nav.virtualMachines',
  'page:gitops': 'nav.changes',
  'page:catalog': 'nav.catalog',
  'page:runbooks': 'nav.runbooks',
  'page:techdocs': 'nav.docs',
  'page:catalog-graph': 'nav.catalogGraph',
  'page:api-docs': 'nav.apis',
  'page:user-settings': 'nav.settings',
};
