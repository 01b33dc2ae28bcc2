/** A right inside projects, as `resource:action`: `repository:list`. */
export type HarborRight =
  | 'project:read'
  | 'repository:list'
  | 'repository:read'
  | 'repository:pull'
  | 'artifact:list'
  | 'artifact:read'
  | 'tag:list';

/** Rights that anybody has in a public project. */
const PUBLIC_RIGHTS: readonly HarborRight[] = [
  'project:read',
  'repository:list',
  'repository:read',
  'repository:pull',
  'artifact:list',
  'artifact:read',
  'tag:list',
];

/** Rights inside a project, or inside all of them (`*`). */
export interface HarborGrant {
  project: string;
  rights: readonly HarborRight[];
}

/** Somebody who may sign in: an administrator, or a robot with what it was granted. */
export interface HarborAccount {
  /** Robots have their prefix: `robot$naru`. */
  username: string;
  password: string;
  admin?: boolean;
  grants?: readonly HarborGrant[];
}

/** Who asks: an account, or nobody. A wrong password makes nobody of everybody, without a word. */
export class HarborViewer {
  readonly #account: HarborAccount | undefined;

  constructor(account: HarborAccount | undefined) {
    this.#account = account;
  }

  get admin(): boolean {
    return this.#account?.admin ?? false;
  }

  get anonymous(): boolean {
    return this.#account === undefined;
  }

  get robot(): boolean {
    return !this.anonymous && !this.admin;
  }

  get username(): string | undefined {
    return this.#account?.username;
  }

  may(
    right: HarborRight,
    project: { name: string; public: boolean } | undefined,
  ): boolean {
    if (this.admin) return true;
    if (!project) return false;
    if (project.public && PUBLIC_RIGHTS.includes(right)) return true;
    return this.#grantsIn(project.name).some(grant =>
      grant.rights.includes(right),
    );
  }

  /** Whether a project is in this account's list: any right in it is enough. */
  sees(project: { name: string; public: boolean }): boolean {
    return (
      this.admin || project.public || this.#grantsIn(project.name).length > 0
    );
  }

  #grantsIn(project: string): HarborGrant[] {
    return (this.#account?.grants ?? []).filter(
      grant => grant.project === '*' || grant.project === project,
    );
  }
}

/** Basic authentication, as Harbor takes it. */
export function viewerOf(
  accounts: readonly HarborAccount[],
  authorization: string | undefined,
): HarborViewer {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const account = accounts.find(
    each =>
      colon > 0 &&
      each.username === text.slice(0, colon) &&
      each.password === text.slice(colon + 1),
  );
  return new HarborViewer(account);
}
