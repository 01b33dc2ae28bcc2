export interface Config {
  naru?: {
    /** Rules for the owner of an object that says none itself and neither does its namespace; the first match wins. */
    ownership?: Array<{
      /** Regular expression on `<namespace>/<name>`. */
      match: string;
      /** Entity ref of a group or user; `$1` to `$9` are the groups of the match. */
      owner: string;
    }>;
    /** Entity ref of the owner of what nobody else owns; default `naru.platformGroup`. */
    defaultOwner?: string;
    /** Entity ref of the group that runs the platform. */
    platformGroup?: string;
  };
}
