import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CopyButton } from '@naru/plugin-naru-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { runbooksReactTranslationRef } from '../translations/runbooksReactTranslationRef';
import styles from './ArticleHtml.module.css';
import { caseOfLink } from './caseOfLink';
import { sanitizeArticle } from './sanitizeArticle';

interface CodeBlock {
  place: Element;
  text: string;
}

/** The text of a section: blocks of code can be copied, and links to other cases open in the same drawer. */
export function ArticleHtml(props: {
  html: string;
  /** Opens another case. */
  onOpen(id: string): void;
}) {
  const { html, onOpen } = props;
  const { t } = useTranslationRef(runbooksReactTranslationRef);
  const root = useRef<HTMLDivElement>(null);
  const [blocks, setBlocks] = useState<CodeBlock[]>([]);

  useLayoutEffect(() => {
    const content = sanitizeArticle(html);
    openOutside(content);
    frameTables(content);
    setBlocks(frameCode(content));
    root.current?.replaceChildren(content);
  }, [html]);

  const latestOpen = useRef(onOpen);
  useEffect(() => {
    latestOpen.current = onOpen;
  });
  useEffect(() => {
    const element = root.current;
    const onClick = (event: MouseEvent) => {
      const link =
        event.target instanceof Element && event.target.closest('a[href]');
      const id = link && caseOfLink(link.getAttribute('href') ?? '');
      if (id && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        latestOpen.current(id);
      }
    };
    element?.addEventListener('click', onClick);
    return () => element?.removeEventListener('click', onClick);
  }, []);

  return (
    <>
      <div ref={root} className={styles.root} />
      {blocks.map(({ place, text }, index) =>
        createPortal(
          <CopyButton
            value={text}
            labels={{
              action: t('article.copy'),
              done: t('article.copied'),
              failed: t('article.copyFailed'),
            }}
          />,
          place,
          String(index),
        ),
      )}
    </>
  );
}

/** Whoever reads keeps the screen that is wrong: other pages open beside it. */
function openOutside(content: DocumentFragment) {
  for (const link of content.querySelectorAll('a[href]')) {
    if (!caseOfLink(link.getAttribute('href') ?? '')) {
      link.setAttribute('target', '_blank');
      link.setAttribute('rel', 'noopener noreferrer');
    }
  }
}

function frameTables(content: DocumentFragment) {
  for (const table of content.querySelectorAll('table')) {
    const frame = document.createElement('div');
    frame.className = styles.table;
    frame.tabIndex = 0;
    table.replaceWith(frame);
    frame.append(table);
  }
}

function frameCode(content: DocumentFragment): CodeBlock[] {
  return [...content.querySelectorAll('pre')]
    .filter(pre => !isDiagram(pre))
    .map(pre => {
      const frame = document.createElement('div');
      frame.className = styles.code;
      const place = document.createElement('div');
      place.className = styles.copy;
      pre.replaceWith(frame);
      pre.tabIndex = 0;
      frame.append(pre, place);
      return { place, text: (pre.textContent ?? '').replace(/\n+$/, '') };
    });
}

function isDiagram(pre: Element): boolean {
  return (
    pre.classList.contains('mermaid') ||
    pre.querySelector('code.language-mermaid') !== null
  );
}
