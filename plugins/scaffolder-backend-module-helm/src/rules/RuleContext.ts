import { Release, ReleaseFault } from '../release/Release';
import { RenderedObject, titleOf } from '../release/RenderedObject';

/** What rules look at. */
export interface RuleContext {
  release: Release;
  objects: RenderedObject[];
  /** Name of the team that owns it. */
  team: string;
}

/** A fault of an object that a chart makes, with the value that the object comes from. */
export function faultOf(
  object: RenderedObject,
  fault: ReleaseFault & { messageKo: string },
): ReleaseFault {
  const title = titleOf(object);
  return {
    ...fault,
    message: `${title}: ${fault.message}`,
    messageKo: `${title}: ${fault.messageKo}`,
  };
}
