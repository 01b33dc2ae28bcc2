import { useCallback, useRef, useState } from 'react';

/**
 * The width of an element in pixels, undefined until it is measured. The page shares the window with a sidebar that
 * opens and closes, so the width of the window says too little.
 */
export function useElementWidth(): [
  (element: HTMLElement | null) => void,
  number | undefined,
] {
  const [width, setWidth] = useState<number>();
  const observer = useRef<ResizeObserver>();
  const measure = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element && typeof ResizeObserver !== 'undefined') {
      observer.current = new ResizeObserver(entries =>
        setWidth(entries[0]?.contentRect.width),
      );
      observer.current.observe(element);
    }
  }, []);
  return [measure, width];
}
