import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TechDocsAddonLocations } from '@backstage/plugin-techdocs-react';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { DiagramsAddon } from './diagrams/DiagramsAddon';
import { LanguageAddon } from './language/LanguageAddon';
import { PrintAddon } from './print/PrintAddon';
import { ReadingAddon } from './reading/ReadingAddon';

const language = AddonBlueprint.make({
  name: 'language',
  params: {
    name: 'NaruLanguage',
    location: TechDocsAddonLocations.Subheader,
    component: LanguageAddon,
  },
});

const print = AddonBlueprint.make({
  name: 'print',
  params: {
    name: 'NaruPrint',
    location: TechDocsAddonLocations.Subheader,
    component: PrintAddon,
  },
});

const reading = AddonBlueprint.make({
  name: 'reading',
  params: {
    name: 'NaruReading',
    location: TechDocsAddonLocations.Content,
    component: ReadingAddon,
  },
});

const diagrams = AddonBlueprint.make({
  name: 'diagrams',
  params: {
    name: 'NaruDiagrams',
    location: TechDocsAddonLocations.Content,
    component: DiagramsAddon,
  },
});

/** How documentation reads in Naru: diagrams, Korean line breaks, language, print. */
export const techdocsReadingModule = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [language, print, reading, diagrams],
});
