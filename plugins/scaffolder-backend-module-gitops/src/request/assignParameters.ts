import { RequestFault } from '@naru/plugin-gitops-common';
import { ManifestFault } from '@naru/plugin-gitops-node';
import { FileInput } from './composeFiles';

/**
 * Says which question of the form each fault is about, by what the template says of its file: the longest place in `fields` that is the fault's own
 * or above it, else the file's `parameter`.
 */
export function assignParameters(
  faults: ManifestFault[],
  files: FileInput[],
): RequestFault[] {
  return faults.map(fault => ({
    ...fault,
    severity: fault.severity ?? 'refuse',
    parameter: fault.parameter ?? parameterOf(fault, files),
  }));
}

function parameterOf(
  { path, field = '' }: ManifestFault,
  files: FileInput[],
): string | undefined {
  const file = files.find(one => one.path === path);
  const [place] = Object.keys(file?.fields ?? {})
    .filter(key => field === key || field.startsWith(`${key}.`))
    .sort((one, other) => other.length - one.length);
  return place === undefined ? file?.parameter : file?.fields?.[place];
}
