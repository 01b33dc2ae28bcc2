import type { ImageValue } from './ImageValue';

/** What choosing and typing an image have in common. */
export interface ImagePartProps {
  /** Name of the owner's group. */
  team: string;
  value: ImageValue;
  /** What the form has against the parts. */
  errors: { repository?: string; tag?: string };
  isDisabled?: boolean;
  onChange(value: ImageValue | undefined): void;
}
