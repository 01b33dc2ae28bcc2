import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../../src/clock/LabClock';
import { ForgeServer } from '../../src/forge/ForgeServer';

/** A forge under contract: a real Gitea, or the lab's own. */
export interface ForgeTarget {
  /** Says which one it is, for the test report. */
  name: string;
  url: string;
  /** A site administrator. */
  admin: { login: string; token: string };
  close(): Promise<void>;
}

/** The Gitea that `REAL_GITEA_URL`, `REAL_GITEA_USER` and `REAL_GITEA_TOKEN` name, else the lab's forge on a free port. */
export async function openForgeTarget(): Promise<ForgeTarget> {
  const { REAL_GITEA_URL, REAL_GITEA_USER, REAL_GITEA_TOKEN } = process.env;
  if (REAL_GITEA_URL) {
    if (!REAL_GITEA_USER || !REAL_GITEA_TOKEN)
      throw new Error(
        'REAL_GITEA_URL needs REAL_GITEA_USER and REAL_GITEA_TOKEN, an administrator of that Gitea',
      );
    return {
      name: `Gitea at ${REAL_GITEA_URL}`,
      url: REAL_GITEA_URL.replace(/\/$/, ''),
      admin: { login: REAL_GITEA_USER, token: REAL_GITEA_TOKEN },
      close: async () => {},
    };
  }
  const stateDir = mkdtempSync(join(tmpdir(), 'lab-forge-'));
  const token = randomBytes(20).toString('hex');
  const server = ForgeServer.create({
    stateDir,
    clock: new RealClock(),
    people: [
      {
        login: 'naru-admin',
        fullName: '',
        email: 'admin@example.com',
        password: randomBytes(12).toString('hex'),
        token,
        admin: true,
      },
    ],
  });
  const { url } = await server.listen(0);
  return {
    name: 'the lab',
    url,
    admin: { login: 'naru-admin', token },
    close: async () => {
      await server.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
