/**
 * One box for everything.
 *
 * @packageDocumentation
 */
export { searchPaletteModule as default } from './module';
export { SearchBox } from './navigation/SearchBox';
export {
  searchPaletteApiRef,
  type PaletteState,
  type SearchPaletteApi,
} from './api/SearchPaletteApi';
export { paletteTranslationRef } from './translations/paletteTranslationRef';
