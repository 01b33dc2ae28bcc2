/**
 * Bounds of a page. A page of a platform team is read in the process that serves everybody: no page may hold it up,
 * and what takes time that grows with the square of a line or of a list is kept short.
 */
export const pageLimits = {
  bytes: 128 * 1024,
  /** Characters of the front matter. */
  frontMatter: 32 * 1024,
  /** Characters of a line. */
  line: 4_000,
  /** Instructions of all its patterns: to compile them takes about a second for each 200,000. */
  patterns: 40_000,
} as const;

/** Bounds of what a folder holds. */
export const contentLimits = {
  cases: 2_000,
  /** Signals, and alternatives of their texts and patterns: each question may have to look at an eighth of them. */
  signals: 40_000,
  faults: 200,
  /** Characters of what is told about a fault. */
  fault: 400,
} as const;
