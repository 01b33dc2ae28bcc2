export interface Config {
  search?: {
    /** The search engine for Korean and English. */
    bilingual?: {
      /**
       * Where the index is: `auto` is PostgreSQL when the search plugin's database is one, otherwise the portal's memory;
       * `embedded` is the memory always.
       * @default auto
       */
      engine?: 'auto' | 'embedded';
      /**
       * Characters of a query that are read, from 20 to 2000; `search.maxTermLength` must allow as many.
       * @default 500
       */
      maxQueryLength?: number;
    };
  };
}
