import { useEffect } from 'react';

/** Gives a document or a shadow root a style sheet for as long as the component is there. */
export function useStyleSheet(
  root: DocumentOrShadowRoot | undefined,
  styles: string,
): void {
  useEffect(() => {
    // jsdom has none of it.
    if (!root?.adoptedStyleSheets) return undefined;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter(
        other => other !== sheet,
      );
    };
  }, [root, styles]);
}
