import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  Manifest,
  ManifestFault,
  ManifestValidationContext,
  ManifestValidator,
} from '@naru/plugin-gitops-node';
import {
  checkName,
  checkNamespace,
  checkRepetition,
} from '../rules/manifestRules';
import { checkPath } from '../rules/pathRules';
import { scanForSecrets } from '../rules/secretScan';
import { checkTakenInCatalog, checkTakenInGit } from '../rules/takenNames';

/** Options of {@link checkRequest}. */
export interface CheckRequestOptions {
  manifests: Manifest[];
  /** What was found while the files were rendered. */
  faults: ManifestFault[];
  entityRefs: string[];
  validators: ManifestValidator[];
  catalog: CatalogService;
  context: ManifestValidationContext;
}

/**
 * Applies all rules and reports all faults together.
 *
 * @throws InputError with one line for each fault: rule, place, what to do
 */
export async function checkRequest(
  options: CheckRequestOptions,
): Promise<void> {
  const { manifests, entityRefs, context } = options;
  const team = parseEntityRef(context.owner).name;
  const faults = [
    ...options.faults,
    ...[...new Set(manifests.map(({ path }) => path))].flatMap(path =>
      checkPath(path, team),
    ),
    ...manifests.flatMap(manifest => [
      ...checkName(manifest),
      ...checkNamespace(manifest),
      ...scanForSecrets(manifest),
    ]),
    ...checkRepetition(manifests),
  ];
  // Names and paths go into calls to other systems, so these are asked only when they are sound.
  const sound = !faults.some(({ rule }) =>
    ['VAL-001', 'VAL-010', 'VAL-042'].includes(rule),
  );
  const results = await Promise.all([
    ...(sound
      ? [
          checkTakenInGit(manifests, context.host),
          checkTakenInCatalog(entityRefs, options.catalog, {
            credentials: context.credentials,
            path: manifests[0].path,
          }),
        ]
      : []),
    ...options.validators.map(validator =>
      validator.validate(manifests, context),
    ),
  ]);
  const all = unique([...faults, ...results.flat()]);
  if (all.length > 0) {
    throw new InputError(
      `The request breaks ${all.length} rule${
        all.length === 1 ? '' : 's'
      }:\n${all.map(lineOf).join('\n')}`,
    );
  }
}

function lineOf({ rule, path, field, message }: ManifestFault): string {
  return `- ${rule} ${field ?? path}: ${message}`;
}

function unique(faults: ManifestFault[]): ManifestFault[] {
  return [...new Map(faults.map(fault => [lineOf(fault), fault])).values()];
}
