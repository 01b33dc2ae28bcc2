import { useShadowRoot } from '@backstage/plugin-techdocs-react';
import { readingStyles } from './readingStyles';
import { useAnchor } from './useAnchor';
import { useArticle } from './useArticle';
import { usePlacedSidebars } from './usePlacedSidebars';
import { useStyleSheet } from './useStyleSheet';

/** Shows nothing itself; makes the page read well. */
export function ReadingAddon() {
  useStyleSheet(useShadowRoot(), readingStyles);
  const article = useArticle();
  usePlacedSidebars(article);
  useAnchor(article);
  return null;
}
