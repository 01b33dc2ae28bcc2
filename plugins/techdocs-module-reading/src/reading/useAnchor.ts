import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** The reader scrolls its navigation a moment after a page is there, and may move the page with it. */
const settledMs = 450;

/** Shows the heading that the address names: also one whose id is not Latin, and after the page has settled. */
export function useAnchor(article: HTMLElement | undefined): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!article || hash.length < 2) return undefined;
    const target = elementOf(article, hash);
    if (!target) return undefined;
    let moved = false;
    const onMove = () => {
      moved = true;
    };
    const show = () => {
      if (!moved) target.scrollIntoView({ block: 'start' });
    };
    show();
    const timer = setTimeout(show, settledMs);
    const gestures = ['wheel', 'touchmove', 'keydown', 'mousedown'];
    for (const gesture of gestures) {
      window.addEventListener(gesture, onMove, { passive: true });
    }
    return () => {
      clearTimeout(timer);
      for (const gesture of gestures) {
        window.removeEventListener(gesture, onMove);
      }
    };
  }, [article, hash]);
}

/** The element that a hash names. */
export function elementOf(
  root: ParentNode,
  hash: string,
): HTMLElement | undefined {
  const id = decode(hash.slice(1));
  return [...root.querySelectorAll<HTMLElement>('[id]')].find(
    element => element.id === id,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
