import { z } from 'zod';

/**
 * What the portal knows of a change request beyond what the forge does. It lies in the body of the change request, in a comment that the forge does
 * not show, so that the portal needs no memory of its own.
 *
 * @public
 */
export interface RequestFacts {
  /** User ref of the person who asked. */
  requestedBy: string;
  /** Name of that person. */
  author: string;
  /** Entities that the change makes or changes. */
  entityRefs: string[];
}

const factsSchema = z.object({
  requestedBy: z.string(),
  author: z.string(),
  entityRefs: z.array(z.string()).default([]),
});

const MARK = /<!-- naru: (\{.*?\}) -->/;

/**
 * Appends the facts to a body.
 */
export function withRequestFacts(body: string, facts: RequestFacts): string {
  // No "-->" and no "--" may come from a name: it would end the comment.
  const json = JSON.stringify({
    requestedBy: facts.requestedBy,
    author: facts.author,
    entityRefs: facts.entityRefs,
  }).replace(
    /[<>]|-(?=-)/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${body.replace(MARK, '').trimEnd()}\n\n<!-- naru: ${json} -->\n`;
}

/**
 * Reads the facts from a body; `undefined` when somebody removed or broke them.
 */
export function readRequestFacts(body: string): RequestFacts | undefined {
  const match = MARK.exec(body);
  if (!match) {
    return undefined;
  }
  try {
    return factsSchema.parse(JSON.parse(match[1]));
  } catch {
    return undefined;
  }
}
