import { useEffect } from 'react';

const lookMs = 250;

/**
 * Keeps the navigation and the table of contents beside the page. The reader places both when the window scrolls or
 * changes its size; it does not hear of a header or notice above the page that comes, goes or wraps later, and then they
 * lie over the header. No observer tells of a place, so the place is looked at.
 */
export function usePlacedSidebars(article: HTMLElement | undefined): void {
  useEffect(() => {
    const root = article?.getRootNode();
    if (!(root instanceof ShadowRoot)) return undefined;
    let known: number | undefined;
    const look = () => {
      const { top } = root.host.getBoundingClientRect();
      if (top === known) return;
      known = top;
      window.dispatchEvent(new Event('resize'));
    };
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [article]);
}
