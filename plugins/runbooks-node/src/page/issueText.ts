import type { z } from 'zod';

/** A fault of front matter in one line, with the field as a person writes it, e.g. `signals[1].pattern: …`. */
export function issueText(issue: z.core.$ZodIssue): string {
  const field = issue.path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  const message = messageOf(issue);
  return field ? `${field}: ${message}` : message;
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map(key => `"${key}"`).join(', ');
    return `has no field ${keys}; what has no language stands in the English page only`;
  }
  if (issue.code === 'invalid_union') {
    // A value or a list of it: the branch that got furthest tells most.
    const [best] = issue.errors
      .map(([first]) => first)
      .filter(first => first !== undefined)
      .sort((a, b) => b.path.length - a.path.length);
    return best ? issueText(best) : issue.message;
  }
  return issue.message;
}
