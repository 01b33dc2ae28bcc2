import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Result of {@link ManifestTag.render}.
 *
 * @public
 */
export interface RenderedTag {
  /** What stands in the manifest. */
  text: string;
  faults: {
    /** Id in the validation catalogue, e.g. `VAL-054`. */
    rule: string;
    /** What is wrong and what to do, in words, without secrets. */
    message: string;
  }[];
}

/**
 * A YAML tag in the content of a template whose value becomes text, e.g. `!cloud-config`.
 *
 * @public
 */
export interface ManifestTag {
  /** With its `!`. */
  tag: string;
  /** Turns the value under the tag, its placeholders filled in, into text. */
  render(value: unknown): RenderedTag;
}

/**
 * Where modules of the scaffolder add tags for the contents of templates.
 *
 * @public
 */
export interface ManifestTagsExtensionPoint {
  addTag(tag: ManifestTag): void;
}

/**
 * Where modules of the scaffolder add tags for the contents of templates.
 *
 * @public
 */
export const manifestTagsExtensionPoint =
  createExtensionPoint<ManifestTagsExtensionPoint>({
    id: 'gitops.manifest-tags',
  });
