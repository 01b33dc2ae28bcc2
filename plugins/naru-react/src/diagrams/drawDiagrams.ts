import { findDiagrams } from './findDiagrams';

/**
 * Options of {@link drawDiagrams}.
 *
 * @public
 */
export interface DrawDiagramsOptions {
  /** Whether they are shown on a dark ground; on paper they are light. */
  dark: boolean;
  /** Ends the drawing; what is drawn stays. */
  signal?: AbortSignal;
}

type Variant = 'light' | 'dark';

const onPaper = `@media print{
[data-diagram-variant=dark]{display:none!important}
[data-diagram-variant=light]{display:block!important}
[data-diagram-variant] svg{min-width:0!important}
}`;

/** Mermaid writes at 16 px; below three quarters of it nobody reads, and the figure scrolls instead. */
const smallestScale = 0.78;

let drawn = 0;
/** Mermaid has one configuration for the whole page, so diagrams are drawn one after the other. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Draws the mermaid diagrams below an element in their places: `pre.mermaid`, `code.language-mermaid`, and nameless code
 * that begins as a diagram does. Called again it draws what is new and changes between light and dark. A diagram that
 * cannot be drawn stays as the text that it is.
 *
 * Mermaid is loaded with the first diagram, from the portal itself.
 *
 * @public
 */
export async function drawDiagrams(
  root: ParentNode,
  { dark, signal }: DrawDiagramsOptions,
): Promise<void> {
  for (const { element, source } of findDiagrams(root)) {
    element.replaceWith(frame(element.ownerDocument, source, element));
  }
  const figures = root.querySelectorAll<HTMLElement>('figure[data-diagram]');
  for (const figure of figures) {
    if (signal?.aborted) return;
    await draw(figure, 'light');
    if (dark) await draw(figure, 'dark');
    for (const variant of variantsOf(figure)) {
      variant.hidden = (variant.dataset.diagramVariant === 'dark') !== dark;
    }
  }
}

/** The place of a diagram; holds the text until there is a drawing. */
function frame(
  document: Document,
  source: string,
  text: HTMLElement,
): HTMLElement {
  const figure = document.createElement('figure');
  figure.dataset.diagram = source;
  figure.style.margin = '1em 0';
  figure.style.overflowX = 'auto';
  // What scrolls can be scrolled without a mouse.
  figure.tabIndex = 0;
  figure.append(text.cloneNode(true));
  return figure;
}

function variantsOf(figure: HTMLElement): HTMLElement[] {
  return [...figure.querySelectorAll<HTMLElement>('[data-diagram-variant]')];
}

async function draw(figure: HTMLElement, variant: Variant): Promise<void> {
  const known = variantsOf(figure);
  if (
    figure.dataset.diagramState === 'failed' ||
    known.some(({ dataset }) => dataset.diagramVariant === variant)
  ) {
    return;
  }
  try {
    const svg = await render(figure.dataset.diagram ?? '', variant);
    const place = figure.ownerDocument.createElement('div');
    place.dataset.diagramVariant = variant;
    place.innerHTML = svg;
    keepReadable(place);
    if (known.length === 0) {
      const style = figure.ownerDocument.createElement('style');
      style.textContent = onPaper;
      figure.replaceChildren(style);
    }
    figure.append(place);
    figure.dataset.diagramState = 'drawn';
  } catch {
    // The source says what the drawing would have said.
    figure.dataset.diagramState = 'failed';
  }
}

/** The portal's own colours; mermaid derives the rest. */
const COLOURS = {
  light: {
    darkMode: false,
    background: '#ffffff',
    primaryColor: '#d9eeec',
    primaryBorderColor: '#0b6670',
    primaryTextColor: '#12232a',
    lineColor: '#3d5a62',
    textColor: '#12232a',
    tertiaryColor: '#f1f5f6',
    edgeLabelBackground: '#ffffff',
  },
  dark: {
    darkMode: true,
    background: '#10181c',
    primaryColor: '#1f3d43',
    primaryBorderColor: '#7fd1c7',
    primaryTextColor: '#eef4f4',
    lineColor: '#9dbdb9',
    textColor: '#eef4f4',
    tertiaryColor: '#1a252a',
    edgeLabelBackground: '#10181c',
  },
};

function keepReadable(place: HTMLElement): void {
  const svg = place.querySelector('svg');
  const width = Number(svg?.getAttribute('viewBox')?.split(/[\s,]+/)[2]);
  if (!svg || !(width > 0)) return;
  svg.style.minWidth = `${Math.round(width * smallestScale)}px`;
}

function render(source: string, variant: Variant): Promise<string> {
  const next = queue.then(async () => {
    const { default: mermaid } = await import('mermaid');
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      suppressErrorRendering: true,
      theme: 'base',
      themeVariables: COLOURS[variant],
      fontFamily: getComputedStyle(document.body).fontFamily || 'sans-serif',
      htmlLabels: false,
      flowchart: { htmlLabels: false, useMaxWidth: true },
    });
    drawn += 1;
    const { svg } = await mermaid.render(`naru-diagram-${drawn}`, source);
    return svg;
  });
  queue = next.catch(() => {});
  return next;
}
