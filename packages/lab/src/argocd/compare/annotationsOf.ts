import { textAt } from '../model/JsonValue';

/** Value of an annotation of a manifest or a live object. */
export function annotationOf(
  object: unknown,
  annotation: string,
): string | undefined {
  return textAt(object, 'metadata', 'annotations', annotation);
}

/** Values of an annotation that holds a list with commas; empty when it is not there. */
export function annotationsOf(object: unknown, annotation: string): string[] {
  return (annotationOf(object, annotation) ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean);
}

/** Whether an object has an option such as `Prune=false` in `argocd.argoproj.io/sync-options`. */
export function hasSyncOption(object: unknown, option: string): boolean {
  return annotationsOf(object, 'argocd.argoproj.io/sync-options').includes(
    option,
  );
}
