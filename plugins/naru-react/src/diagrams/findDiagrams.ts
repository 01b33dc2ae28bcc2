/** A diagram as text. */
export interface FoundDiagram {
  /** What is replaced by the drawing. */
  element: HTMLElement;
  source: string;
}

/** How a diagram begins; for sites whose builder forgets the name of the language. */
const beginning =
  /^\s*(?:%%.*\n\s*)*(?:(?:flowchart|graph)\s+(?:TB|TD|BT|RL|LR)\b|sequenceDiagram\s*\n|stateDiagram(?:-v2)?\s*\n|classDiagram\s*\n|erDiagram\s*\n|gantt\s*\n|mindmap\s*\n|timeline\s*\n)/;

/** The diagrams below an element that are not drawn yet. */
export function findDiagrams(root: ParentNode): FoundDiagram[] {
  const found = new Map<HTMLElement, string>();
  for (const block of root.querySelectorAll<HTMLElement>('pre')) {
    if (block.closest('figure[data-diagram]')) continue;
    const code = block.querySelector('code');
    const source = (code ?? block).textContent ?? '';
    const named =
      block.classList.contains('mermaid') ||
      code?.classList.contains('language-mermaid') ||
      block.closest('.language-mermaid') !== null;
    const nameless = block.closest('.language-text') ?? code;
    if (!named && !(nameless && beginning.test(source))) continue;
    const element = block.closest<HTMLElement>('.highlight') ?? block;
    found.set(element, source.trim());
  }
  return [...found].map(([element, source]) => ({ element, source }));
}
