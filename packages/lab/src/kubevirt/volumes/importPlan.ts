import type { DataVolume } from '../types';
import { IMAGE_NOT_FOUND, whyNotFetched } from './imageSources';

/** How a DataVolume comes to its content. */
export interface ImportPlan {
  kind: 'import' | 'clone' | 'upload' | 'blank';
  /** Phases on the way, the last but `Succeeded` last. */
  scheduled: string;
  working: string;
  /** Lab seconds that the work takes, drawn by the caller's dice between these. */
  seconds: [least: number, most: number];
  /** Why it never comes to an end. */
  failure?: string;
}

const IMPORT = 'lab.naru.io/import';

function failureOf(volume: DataVolume): string | undefined {
  if (volume.metadata.annotations?.[IMPORT] === 'fail') return IMAGE_NOT_FOUND;
  const { http, registry } = volume.spec.source ?? {};
  const url = http?.url ?? registry?.url;
  return url === undefined ? undefined : whyNotFetched(url);
}

/** What has to be done for a DataVolume, from its source and the annotation `lab.naru.io/import: fail | slow`. */
export function importPlanOf(volume: DataVolume): ImportPlan {
  const source = volume.spec.source ?? {};
  const slow = volume.metadata.annotations?.[IMPORT] === 'slow';
  const seconds: [number, number] = slow ? [30, 30] : [4, 7];
  const failure = failureOf(volume);
  if (source.upload !== undefined) {
    return {
      kind: 'upload',
      scheduled: 'UploadScheduled',
      working: 'UploadReady',
      seconds,
    };
  }
  if (source.blank !== undefined) {
    return {
      kind: 'blank',
      scheduled: 'ImportScheduled',
      working: 'ImportInProgress',
      seconds: [1, 2],
      failure,
    };
  }
  const isClone = source.pvc !== undefined || source.snapshot !== undefined;
  return {
    kind: isClone ? 'clone' : 'import',
    scheduled: isClone ? 'CloneScheduled' : 'ImportScheduled',
    working: isClone ? 'CloneInProgress' : 'ImportInProgress',
    seconds,
    failure,
  };
}
