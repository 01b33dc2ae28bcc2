export interface Config {
  techdocs?: {
    /** How @naru/plugin-techdocs-backend-module-markdown builds documentation with `builder: local`. */
    markdown?: {
      /**
       * `auto` (default): MkDocs when the program answers, else the built-in renderer. `mkdocs`: a build fails where MkDocs
       * is missing. `built-in`: MkDocs is never run.
       */
      use?: 'auto' | 'mkdocs' | 'built-in';
      /** Entities whose documentation is built after the start, so that the first reader does not wait: `component:default/runbooks`. */
      warm?: string[];
    };
  };
}
