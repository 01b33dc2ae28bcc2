import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The installer for a Python that has none; its wheel runs without being installed. */
const wheel = 'pip-25.3-py3-none-any.whl';
const sha256 =
  '9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd';

/**
 * Fetches pip's wheel from the package index that PIP_INDEX_URL names.
 *
 * @returns what Python is called with
 * @throws Error when the index has it not, or another file under its name
 */
export async function fetchPip(
  folder: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const index = new URL(process.env.PIP_INDEX_URL ?? 'https://pypi.org/simple');
  const headers: Record<string, string> = {};
  if (index.username) {
    const login = `${decodeURIComponent(index.username)}:${decodeURIComponent(
      index.password,
    )}`;
    headers.authorization = `Basic ${Buffer.from(login).toString('base64')}`;
    index.username = '';
    index.password = '';
  }
  const page = new URL(`${index.href.replace(/\/$/, '')}/pip/`);
  const limits = AbortSignal.any([
    AbortSignal.timeout(60_000),
    ...(signal ? [signal] : []),
  ]);
  const list = await fetch(page, { headers, signal: limits });
  if (!list.ok) throw new Error(`${page.host} answers ${list.status}`);
  const href = new RegExp(
    `href="([^"]*/${wheel.replaceAll('.', '\\.')})[^"]*"`,
  ).exec(await list.text())?.[1];
  if (!href) throw new Error(`${page.host} has no ${wheel}`);
  const url = new URL(href, page);
  const answer = await fetch(url, {
    headers: url.host === page.host ? headers : {},
    signal: limits,
  });
  if (!answer.ok) throw new Error(`${url.host} answers ${answer.status}`);
  const content = Buffer.from(await answer.arrayBuffer());
  if (createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new Error(`${url.host} has another ${wheel} than the one expected`);
  }
  const file = join(folder, wheel);
  await writeFile(file, content);
  return join(file, 'pip');
}
