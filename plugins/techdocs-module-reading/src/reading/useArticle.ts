import { useShadowRootElements } from '@backstage/plugin-techdocs-react';

/** The article of the page that is open; another element for each page, undefined while there is none. */
export function useArticle(): HTMLElement | undefined {
  const [article] = useShadowRootElements<HTMLElement>([
    'article.md-content__inner',
  ]);
  return article;
}
