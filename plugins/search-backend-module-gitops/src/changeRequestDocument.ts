import { parseEntityRef } from '@backstage/catalog-model';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type { ChangeRequest } from '@naru/plugin-gitops-common';

/** Files that are named in the text; a change of more is found by the first. */
const MAX_FILES = 200;

/** A change request as search knows it. */
export interface ChangeRequestDocument extends IndexableDocument {
  repository: string;
  branch: string;
  number: number;
  state: ChangeRequest['state'];
  createdAt: string;
  /** User ref of the person who asked for it. */
  requester?: string;
  entityRefs: string[];
  /** The branch, `#12`, and names of what it makes or changes. */
  names: string[];
  keywords: string[];
}

function nameOf(entityRef: string): string[] {
  try {
    const { namespace, name } = parseEntityRef(entityRef);
    return namespace === 'default' ? [name] : [name, `${namespace}/${name}`];
  } catch {
    return [];
  }
}

/**
 * A change request as a document. Its location is the page that the GitOps plugin shows of it.
 *
 * @param page - Path of the GitOps plugin's page, by default `/changes`.
 */
export function changeRequestDocument(
  changeRequest: ChangeRequest,
  page: string,
): ChangeRequestDocument {
  const { repository, branch, number, state, files } = changeRequest;
  return {
    title: changeRequest.title,
    text: files
      .slice(0, MAX_FILES)
      .map(({ path }) => path)
      .join('\n'),
    location: `${page}/${encodeURIComponent(repository)}?${new URLSearchParams({
      branch,
    })}`,
    repository,
    branch,
    number,
    state,
    createdAt: changeRequest.createdAt,
    requester: changeRequest.requestedBy,
    entityRefs: changeRequest.entityRefs,
    names: [branch, `#${number}`],
    keywords: [
      ...new Set([
        ...changeRequest.entityRefs.flatMap(nameOf),
        changeRequest.author,
      ]),
    ],
  };
}
