import { parseEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ManifestFault,
  ManifestValidationContext,
  ManifestValidator,
} from '@naru/plugin-gitops-node';
import { checkApplication } from '../rules/applicationRules';
import { checkEntity } from '../rules/entityRules';
import {
  checkAppName,
  checkName,
  checkNamespace,
  checkRepetition,
} from '../rules/manifestRules';
import { checkPath } from '../rules/pathRules';
import { scanForSecrets } from '../rules/secretScan';
import {
  checkTakenInCatalog,
  checkTakenInGit,
  checkTakenInRequests,
} from '../rules/takenNames';
import { ComposedFiles } from './composeFiles';

/** Options of {@link checkRequest}. */
export interface CheckRequestOptions {
  composed: ComposedFiles;
  branch: string;
  /** User ref of the person who asks. */
  requester: string;
  entityRefs: string[];
  validators: ManifestValidator[];
  catalog: CatalogService;
  context: ManifestValidationContext;
  /** What cannot be checked becomes a fault, instead of an error that says nothing of the others. */
  tolerant: boolean;
}

/** Errors whose words are made for people. */
const HELPFUL_ERRORS = [
  'ServiceUnavailableError',
  'ForgeError',
  'HarborError',
  'InputError',
  'NotFoundError',
  'ConflictError',
];
/** With one of these, names and paths are not fit to go into calls to other systems. */
const UNSOUND = ['VAL-001', 'VAL-010', 'VAL-040', 'VAL-041', 'VAL-042'];

/**
 * Applies all rules and finds all faults together.
 *
 * @throws when another system does not tell, unless `tolerant`
 */
export async function checkRequest(
  options: CheckRequestOptions,
): Promise<ManifestFault[]> {
  const { composed, entityRefs, context, branch, requester } = options;
  const { files, manifests, entities } = composed;
  const team = parseEntityRef(context.owner).name;
  const { repository } = context.host;
  const faults = [
    ...composed.faults,
    ...files.flatMap(file => checkPath(file, team)),
    ...onePerApp(files.flatMap(({ path }) => checkAppName(path))),
    ...manifests.flatMap(manifest => [
      ...checkName(manifest),
      ...checkNamespace(manifest),
      ...checkApplication(manifest, { team, repository }),
    ]),
    ...entities.flatMap(entity => checkEntity(entity, context.owner)),
    ...composed.documents.flatMap(scanForSecrets),
    ...checkRepetition([...manifests, ...entities]),
  ];
  const sound = !faults.some(
    ({ rule, severity }) => severity !== 'warn' && UNSOUND.includes(rule),
  );
  const path = (entities.at(0) ?? manifests.at(0) ?? files[0]).path;
  const checks: (() => Promise<ManifestFault[]>)[] = [
    ...(sound
      ? [
          () => checkTakenInGit(composed, context.host),
          () =>
            checkTakenInRequests(branch, {
              host: context.host,
              requester,
              path,
            }),
          () =>
            checkTakenInCatalog(entityRefs, options.catalog, {
              credentials: context.credentials,
              path,
            }),
        ]
      : []),
    ...options.validators.map(
      validator => () => validator.validate(manifests, context),
    ),
  ];
  const results = await Promise.all(
    checks.map(async check => {
      try {
        return await check();
      } catch (error) {
        if (!options.tolerant || context.signal?.aborted) {
          throw error;
        }
        return [uncheckedFault(error, path, context)];
      }
    }),
  );
  return unique([...faults, ...results.flat()]);
}

/** One line for each fault: rule, place, what to do. */
export function faultLines(faults: ManifestFault[]): string {
  return faults.map(lineOf).join('\n');
}

function uncheckedFault(
  error: unknown,
  path: string,
  { logger }: ManifestValidationContext,
): ManifestFault {
  const helpful = isError(error) && HELPFUL_ERRORS.includes(error.name);
  if (!helpful) {
    logger.error('A rule could not be checked', error as Error);
  }
  return {
    rule: 'UNCHECKED',
    path,
    message: helpful
      ? error.message
      : 'The request cannot be checked: something failed within the portal. Try again; if it stays so, tell the platform team.',
    ...(helpful
      ? {}
      : {
          messageKo:
            '포털 안에서 문제가 생겨 신청을 검사하지 못했습니다. 다시 시도해 보고, 계속되면 플랫폼 팀에 알려 주세요.',
        }),
  };
}

/** All files of an application have its name; once is enough. */
function onePerApp(faults: ManifestFault[]): ManifestFault[] {
  return faults.slice(0, 1);
}

function lineOf({ rule, path, field, message }: ManifestFault): string {
  return `- ${rule} ${field ?? path}: ${message}`;
}

function unique(faults: ManifestFault[]): ManifestFault[] {
  return [...new Map(faults.map(fault => [lineOf(fault), fault])).values()];
}
