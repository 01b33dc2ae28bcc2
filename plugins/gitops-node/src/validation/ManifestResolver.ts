import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { ManifestFault, ManifestValidationContext } from './ManifestValidator';

/**
 * Result of {@link ManifestResolver.resolve}.
 *
 * @public
 */
export interface Resolution {
  /** What `${{ resolved.<name>.… }}` stands for. */
  value: Record<string, unknown>;
  /** What is wrong with the question; about the place in the form that the template names. */
  faults: Omit<ManifestFault, 'path' | 'field'>[];
}

/**
 * Finds out what a person did not type, before the files are made, e.g. the digest of an image.
 *
 * @public
 */
export interface ManifestResolver {
  /** Name by which templates ask for it, e.g. `harbor-image`. */
  id: string;
  /**
   * Answers what stands under `with` in the template.
   *
   * @throws InputError when the question itself is wrong, which is an error of the template
   */
  resolve(
    question: unknown,
    context: Pick<
      ManifestValidationContext,
      'credentials' | 'owner' | 'logger' | 'signal'
    >,
  ): Promise<Resolution>;
}

/**
 * Where modules of the scaffolder add resolvers to the action `gitops:pull-request`.
 *
 * @public
 */
export interface ManifestResolversExtensionPoint {
  addResolver(resolver: ManifestResolver): void;
}

/**
 * Where modules of the scaffolder add resolvers to the action `gitops:pull-request`.
 *
 * @public
 */
export const manifestResolversExtensionPoint =
  createExtensionPoint<ManifestResolversExtensionPoint>({
    id: 'gitops.manifest-resolvers',
  });
