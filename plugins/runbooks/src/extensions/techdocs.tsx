import { TechDocsAddonLocations } from '@backstage/plugin-techdocs-react';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { HelpfulAddon } from '../features/feedback/HelpfulAddon';

/** "Was this helpful?" at the end of each case of a page of runbooks. */
export const helpfulAddon = AddonBlueprint.make({
  name: 'runbook-helpful',
  params: {
    name: 'RunbookHelpful',
    location: TechDocsAddonLocations.Content,
    component: HelpfulAddon,
  },
});
