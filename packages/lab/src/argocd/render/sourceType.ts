import type { ApplicationSource } from '../model/Application';
import { RenderError } from './RenderError';
import type { SourceFolder } from './sourceFolder';

const KUSTOMIZATION = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/**
 * With what a folder is rendered: what the source says, else what lies in it.
 *
 * @throws RenderError for tools that the lab does not have, in the words of a repo-server that lacks the program
 */
export function sourceType(
  source: ApplicationSource,
  folder: SourceFolder,
): 'Directory' | 'Helm' {
  if (isGiven(source.plugin)) throw missingProgram('argocd-cmp-server');
  if (isGiven(source.kustomize)) throw missingProgram('kustomize');
  if (isGiven(source.helm)) return 'Helm';
  if (isGiven(source.directory)) return 'Directory';
  if (folder.has('Chart.yaml')) return 'Helm';
  if (KUSTOMIZATION.some(name => folder.has(name))) {
    throw missingProgram('kustomize');
  }
  return 'Directory';
}

function isGiven(settings: object | undefined): boolean {
  return settings !== undefined && Object.keys(settings).length > 0;
}

function missingProgram(name: string): RenderError {
  return new RenderError(`exec: "${name}": executable file not found in $PATH`);
}
