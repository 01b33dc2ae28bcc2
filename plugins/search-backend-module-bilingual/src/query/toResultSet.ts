import type {
  IndexableDocument,
  IndexableResultSet,
} from '@backstage/plugin-search-common';
import { highlightFragment, highlightWhole, type Tags } from './highlight';
import type { QueryPlan } from './planQuery';
import { encodeCursor, type QueryRequest } from './readQuery';

/** Characters of a document's text that come with a result; the highlighted part is taken from all of it. */
const MAX_RESULT_TEXT = 1_000;

/** A page of results as the search plugin wants it. */
export function toResultSet(options: {
  request: QueryRequest;
  plan?: QueryPlan;
  items: readonly { type: string; document: IndexableDocument }[];
  total: number;
  hasMore: boolean;
  tags: Tags;
}): IndexableResultSet {
  const { request, plan, items, tags } = options;
  const { page, pageSize } = request;
  return {
    results: items.map(({ type, document }, index) => {
      const title = plan && highlightWhole(document.title, plan, tags);
      const text = plan && highlightFragment(document.text, plan, tags);
      return {
        type,
        document: {
          ...document,
          text: document.text.slice(0, MAX_RESULT_TEXT),
        },
        rank: page * pageSize + index + 1,
        highlight: {
          preTag: tags.pre,
          postTag: tags.post,
          fields: {
            ...(title ? { title } : {}),
            ...(text ? { text } : {}),
          },
        },
      };
    }),
    numberOfResults: options.total,
    nextPageCursor: options.hasMore ? encodeCursor(page + 1) : undefined,
    previousPageCursor: page > 0 ? encodeCursor(page - 1) : undefined,
  };
}
