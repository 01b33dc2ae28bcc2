import { drawDiagrams, useDark } from '@naru/plugin-naru-react';
import { useEffect } from 'react';
import { useArticle } from '../reading/useArticle';

/** Shows nothing itself; draws the diagrams of the page. */
export function DiagramsAddon() {
  const article = useArticle();
  const dark = useDark();
  useEffect(() => {
    if (!article) return undefined;
    const ending = new AbortController();
    // A diagram that cannot be drawn, or Mermaid that cannot be loaded, leaves the text there.
    drawDiagrams(article, { dark, signal: ending.signal }).catch(() => {});
    return () => ending.abort();
  }, [article, dark]);
  return null;
}
