import { ManifestFault, ProposedFile } from '@naru/plugin-gitops-node';

/** Where a file lies in the GitOps repository. */
export type FilePlace =
  | {
      folder: 'kubernetes';
      /** `staging` or `production`. */
      environment: string;
      /** What is kept there, e.g. `vms`. */
      area: string;
      team: string;
    }
  | {
      folder: 'apps';
      /** Name of the application. */
      app: string;
      /** What such a file holds. */
      holds: ProposedFile['holds'][];
    }
  | {
      folder: 'applications';
      app: string;
      environment: string;
    };

const OBJECTS =
  /^kubernetes\/(staging|production)\/(vms|apps)\/([a-z0-9][a-z0-9-]*)\/(?:[a-z0-9][a-z0-9.-]*\/)*[a-z0-9][a-z0-9-]*\.yaml$/;
const APP = /^apps\/([a-z0-9][a-z0-9-]*)\/(.+)$/;
const APPLICATION =
  /^argocd\/applications\/([a-z0-9][a-z0-9-]*)-(staging|production)\.yaml$/;
/** What lies in the folder of an application. */
const APP_FILES: [RegExp, ProposedFile['holds'][]][] = [
  [/^values(-(staging|production))?\.yaml$/, ['values']],
  [/^catalog-info\.yaml$/, ['entity']],
  [/^mkdocs\.yml$/, ['values', 'text']],
  [/^docs\/([a-z0-9][a-z0-9-]*\/)*[a-z0-9][a-z0-9-]*\.md$/, ['text']],
];

/**
 * Takes a path apart: `kubernetes/<environment>/<area>/<team>/…/<name>.yaml`, `apps/<name>/…` or
 * `argocd/applications/<name>-<environment>.yaml`.
 *
 * @returns `undefined` for any other path
 */
export function placeOf(path: string): FilePlace | undefined {
  if (path.length > 200 || path.includes('..')) {
    return undefined;
  }
  const objects = OBJECTS.exec(path);
  if (objects) {
    const [, environment, area, team] = objects;
    return { folder: 'kubernetes', environment, area, team };
  }
  const application = APPLICATION.exec(path);
  if (application) {
    const [, app, environment] = application;
    return { folder: 'applications', app, environment };
  }
  const inApp = APP.exec(path);
  const file = inApp && APP_FILES.find(([pattern]) => pattern.test(inApp[2]));
  return inApp && file
    ? { folder: 'apps', app: inApp[1], holds: file[1] }
    : undefined;
}

/** VAL-001: a file lies in the folder of its environment and team, and holds what belongs there. */
export function checkPath(
  { path, holds }: Pick<ProposedFile, 'path' | 'holds'>,
  team: string,
): ManifestFault[] {
  const place = placeOf(path);
  if (!place) {
    return [
      {
        rule: 'VAL-001',
        path: path.slice(0, 200),
        message:
          'is not kubernetes/<staging|production>/<vms|apps>/<team>/<name>.yaml, apps/<name>/… or argocd/applications/<name>-<environment>.yaml in lower case.',
        messageKo:
          '정해진 위치가 아닙니다. kubernetes/<staging|production>/<vms|apps>/<팀>/<이름>.yaml, apps/<이름>/…, argocd/applications/<이름>-<환경>.yaml 중 하나여야 하고 소문자로 써야 합니다.',
      },
    ];
  }
  if (place.folder === 'kubernetes' && place.team !== team) {
    return [
      {
        rule: 'VAL-001',
        path,
        message: `lies in the folder of ${place.team}, but the owner is ${team}. Choose the owner that the folder belongs to.`,
        messageKo: `${place.team} 팀의 폴더인데 소유 팀은 ${team}입니다. 폴더의 팀을 소유 팀으로 골라 주세요.`,
      },
    ];
  }
  const expected = place.folder === 'apps' ? place.holds : ['manifest'];
  return expected.includes(holds)
    ? []
    : [
        {
          rule: 'VAL-001',
          path,
          message: `holds ${holds}, and there belongs ${expected.join(
            ' or ',
          )}.`,
          messageKo: `이 위치에는 ${expected.join(
            ' 또는 ',
          )}만 둘 수 있는데 ${holds}입니다.`,
        },
      ];
}
