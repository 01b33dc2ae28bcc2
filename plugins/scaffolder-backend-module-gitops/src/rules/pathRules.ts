import { ManifestFault } from '@naru/plugin-gitops-node';

/** Where a file lies in the GitOps repository. */
export interface FilePlace {
  /** `staging` or `production`. */
  environment: string;
  /** What is kept there, e.g. `vms`. */
  area: string;
  team: string;
}

const PATH =
  /^kubernetes\/(staging|production)\/(vms|apps)\/([a-z0-9][a-z0-9-]*)\/(?:[a-z0-9][a-z0-9.-]*\/)*[a-z0-9][a-z0-9-]*\.yaml$/;

/**
 * Takes a path apart, `kubernetes/<environment>/<area>/<team>/…/<name>.yaml`.
 *
 * @returns `undefined` for any other path
 */
export function placeOf(path: string): FilePlace | undefined {
  const match = path.length <= 200 && !path.includes('..') && PATH.exec(path);
  return match
    ? { environment: match[1], area: match[2], team: match[3] }
    : undefined;
}

/** VAL-001: a file lies in the folder of its environment and team. */
export function checkPath(path: string, team: string): ManifestFault[] {
  const place = placeOf(path);
  if (!place) {
    return [
      {
        rule: 'VAL-001',
        path: path.slice(0, 200),
        message:
          'is not kubernetes/<staging|production>/<vms|apps>/<team>/<name>.yaml in lower case.',
      },
    ];
  }
  if (place.team !== team) {
    return [
      {
        rule: 'VAL-001',
        path,
        message: `lies in the folder of ${place.team}, but the owner is ${team}. Choose the owner that the folder belongs to.`,
      },
    ];
  }
  return [];
}
