import { z } from 'zod';
import type { ResultCategory } from '../results/categories';

const KEPT = 6;
const MAX_TEXT = 200;

const openedSchema = z.object({
  title: z.string(),
  href: z.string().startsWith('/'),
  category: z.enum([
    'runbook',
    'catalog',
    'template',
    'docs',
    'request',
    'other',
  ]),
});

const recentSchema = z.object({
  searches: z.array(z.string()),
  opened: z.array(openedSchema),
});

/** Something that was opened from the search. */
export interface OpenedThing {
  title: string;
  href: string;
  category: ResultCategory;
}

/** What a person looked for and opened, the newest first. */
export interface Recent {
  searches: string[];
  opened: OpenedThing[];
}

const nothing: Recent = { searches: [], opened: [] };

/** Keeps what a person looked for in this browser, apart from other people's who use it. */
export class RecentThings {
  readonly #key: string;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(options: {
    userEntityRef: string;
    storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  }) {
    this.#key = `naru.search.recent:${options.userEntityRef}`;
    this.#storage = options.storage;
  }

  read(): Recent {
    try {
      const result = recentSchema.safeParse(
        JSON.parse(this.#storage.getItem(this.#key) ?? 'null'),
      );
      return result.success ? result.data : nothing;
    } catch {
      return nothing;
    }
  }

  /** Remembers what was looked for when it led somewhere. */
  remember(term: string, opened?: OpenedThing): void {
    const before = this.read();
    const search = term.trim().slice(0, MAX_TEXT);
    const isInside =
      opened?.href.startsWith('/') && !opened.href.startsWith('//');
    this.#write({
      searches: search
        ? [search, ...before.searches.filter(other => other !== search)]
        : before.searches,
      opened:
        opened && isInside
          ? [
              { ...opened, title: opened.title.slice(0, MAX_TEXT) },
              ...before.opened.filter(other => other.href !== opened.href),
            ]
          : before.opened,
    });
  }

  clear(): void {
    try {
      this.#storage.removeItem(this.#key);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  #write({ searches, opened }: Recent) {
    try {
      this.#storage.setItem(
        this.#key,
        JSON.stringify({
          searches: searches.slice(0, KEPT),
          opened: opened.slice(0, KEPT),
        }),
      );
    } catch {
      // Full or forbidden: the search works without.
    }
  }
}
