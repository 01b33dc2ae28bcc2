import { fieldAt, listAt, textAt } from './JsonValue';

/** Container images that objects with a pod template (or pods) name, sorted, each once. */
export function podImages(objects: unknown[]): string[] {
  const images = objects.flatMap(object =>
    [
      fieldAt(object, 'spec'),
      fieldAt(object, 'spec', 'template', 'spec'),
      fieldAt(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec'),
    ].flatMap(spec =>
      [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')].map(
        container => textAt(container, 'image'),
      ),
    ),
  );
  return [...new Set(images.filter(image => image !== undefined))].sort();
}
