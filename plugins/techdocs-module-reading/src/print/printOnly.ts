const mark = 'naruPrint';

/**
 * Marks an element and what holds it as kept on paper, and everything beside them as hidden.
 *
 * @returns takes the marks away
 */
export function printOnly(element: Element): () => void {
  const marked: HTMLElement[] = [];
  const set = (target: Element, value: 'kept' | 'hidden') => {
    if (!(target instanceof HTMLElement)) return;
    target.dataset[mark] = value;
    marked.push(target);
  };
  const root = element.ownerDocument.documentElement;
  for (
    let kept: Element | null = element;
    kept && kept !== root;
    kept = kept.parentElement
  ) {
    set(kept, 'kept');
    for (const beside of kept.parentElement?.children ?? []) {
      if (beside !== kept && beside.tagName !== 'HEAD') set(beside, 'hidden');
    }
  }
  return () => {
    for (const target of marked) delete target.dataset[mark];
  };
}
