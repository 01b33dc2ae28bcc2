import { drawDiagrams, useDark } from '@naru/plugin-naru-react';
import { useEffect, type RefObject } from 'react';

/** Draws the diagrams of an article in the colours of the theme. */
export function useDiagrams(root: RefObject<HTMLElement>) {
  const dark = useDark();
  useEffect(() => {
    const element = root.current;
    if (!element) {
      return undefined;
    }
    const controller = new AbortController();
    drawDiagrams(element, {
      dark,
      signal: controller.signal,
    }).catch(() => {
      // A diagram that cannot be drawn keeps its text, which can be read.
    });
    return () => controller.abort();
  }, [root, dark]);
}
