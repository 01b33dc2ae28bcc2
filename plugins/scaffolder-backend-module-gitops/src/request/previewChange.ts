import { ChangePreview, RequestFault } from '@naru/plugin-gitops-common';
import {
  ChangeRequestHost,
  ProposedFile,
  ProposedRendering,
} from '@naru/plugin-gitops-node';
import { createDiff } from './createDiff';

/** Compares a change with what is there: with the open change request of its branch, else with nothing. */
export async function previewChange(options: {
  host: ChangeRequestHost;
  branch: string;
  files: ProposedFile[];
  faults: RequestFault[];
  renderings: ProposedRendering[];
}): Promise<ChangePreview> {
  const { host, branch, faults, renderings } = options;
  const existing = await host.findChangeRequest(branch);
  const open = existing?.state === 'open' ? existing : undefined;
  const files = await Promise.all(
    options.files.map(async ({ path, content }) => {
      const before = open && (await host.readFile(path, branch))?.content;
      return before === undefined
        ? { path, after: content }
        : { path, before, after: content };
    }),
  );
  return {
    faults,
    files,
    diff: createDiff(files.filter(({ before, after }) => before !== after)),
    renderings,
    ...(open ? { changeRequest: { number: open.number, url: open.url } } : {}),
  };
}
