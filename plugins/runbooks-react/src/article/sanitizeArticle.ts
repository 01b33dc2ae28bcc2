import DOMPurify from 'dompurify';

/**
 * HTML of a runbook as nodes that run nothing. The server has sanitised it; a page of a team is still somebody else's
 * text.
 */
export function sanitizeArticle(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['form', 'input', 'button', 'textarea', 'select', 'style'],
    FORBID_ATTR: ['style'],
  });
}
