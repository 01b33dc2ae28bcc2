/** Teams of the platform, each with a namespace for each environment. */
export const TEAMS = [
  'team1',
  'team2',
  'team3',
  'team4',
  'team5',
  'team6',
  'team7',
] as const;

/** Environments, from the one that changes by itself to the one that waits for somebody. */
export const ENVIRONMENTS = ['staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** Namespace that holds the golden images. */
export const IMAGE_NAMESPACE = 'golden-images';

/** Namespace of Argo CD. */
export const ARGOCD_NAMESPACE = 'argocd';

/** Storage class of virtual machines. */
export const VM_STORAGE_CLASS = 'longhorn-vm';

/** A namespace that is not a team's. */
export interface PlatformNamespace {
  name: string;
  /** Annotation `naru.io/owner`. */
  owner: string;
}

const PLATFORM_TEAM = 'group:default/platform-team';

/** Namespaces of the platform itself. */
export const PLATFORM_NAMESPACES: PlatformNamespace[] = [
  'access-portal',
  'access-portal-staging',
  ARGOCD_NAMESPACE,
  IMAGE_NAMESPACE,
  'istio-system',
  'longhorn-system',
  'monitoring',
  'naru',
  'vault',
].map(name => ({ name, owner: PLATFORM_TEAM }));

/** Where a team's virtual machines live in an environment. */
export function teamNamespace(team: string, environment: Environment): string {
  return `${team}-${environment}`;
}

/** Catalog reference of a team. */
export function teamRef(team: string): string {
  return `group:default/${team}`;
}
