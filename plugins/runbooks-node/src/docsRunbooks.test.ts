import { resolve } from 'node:path';
import { checkRunbooks } from './check/checkRunbooks';

// Some hundred pages, and ShellCheck over all their commands.
jest.setTimeout(120_000);

const ROOT = resolve(__dirname, '../../..');

/** Cases of each group that must be there. */
const GROUPS = {
  KV: 9,
  GUAC: 7,
  ISTIO: 12,
  ARGO: 20,
  HELM: 5,
  REG: 14,
  VAULT: 5,
  STOR: 14,
  DB: 6,
  NET: 27,
  TLS: 5,
  NODE: 15,
  AUTO: 9,
  APP: 11,
  MON: 12,
  AIR: 9,
  LAB: 6,
  CI: 8,
};

const required = Object.entries(GROUPS).flatMap(([group, count]) =>
  Array.from(
    { length: count },
    (_, at) => `${group}-${String(at + 1).padStart(3, '0')}`,
  ),
);

describe('docs/runbooks', () => {
  it('has all cases in both languages without a fault', async () => {
    const { faults, ids } = await checkRunbooks(
      resolve(ROOT, 'docs/runbooks'),
      {
        crds: resolve(ROOT, 'packages/lab/crds'),
        languages: ['en', 'ko'],
        required,
      },
    );
    expect(required).toHaveLength(194);
    expect(
      faults.map(
        ({ file, line, message }) =>
          `${file}${line ? `:${line}` : ''}: ${message}`,
      ),
    ).toEqual([]);
    expect(ids.length).toBeGreaterThanOrEqual(required.length);
  });
});
