import type { Forge } from '../Forge';
import { ForgeError } from '../ForgeError';
import type { ForgeRouter } from '../http/ForgeRouter';
import { repositoryOf } from './access';

const ARCHIVE = /^(.+)\.(tar\.gz|zip)$/;

/** A branch, tag or commit as one file, the way readers of documentation fetch a folder. */
export function addArchiveRoutes(router: ForgeRouter, forge: Forge): void {
  router.on('GET', '/api/v1/repos/:owner/:repo/archive/*', async request => {
    const { git, record } = repositoryOf(forge, request);
    const wanted = request.params['*'];
    const [, reference, format] = ARCHIVE.exec(wanted) ?? [];
    if (!reference || !format)
      throw new ForgeError(400, `unknown format: ${wanted}`);
    const sha = await git.resolve(reference);
    if (!sha)
      throw ForgeError.notFound(
        `unrecognized repository reference: ${reference}`,
      );
    return {
      status: 200,
      type: 'application/octet-stream',
      text: await git.archive(sha, format, record.name.toLowerCase()),
    };
  });
}
