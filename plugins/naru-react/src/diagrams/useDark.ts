import { useSyncExternalStore } from 'react';

/**
 * Whether the app shows itself dark now.
 *
 * @public
 */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}

function isDark(): boolean {
  return document.body.dataset.themeMode === 'dark';
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, {
    attributes: true,
    attributeFilter: ['data-theme-mode'],
  });
  return () => observer.disconnect();
}
