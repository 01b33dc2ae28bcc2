import { execFile, execFileSync } from 'node:child_process';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { buildSite } from './site/buildSite';
import { textOfHtml } from './site/html';

/** `./portal test` puts the MkDocs that it prepared on the PATH. */
function mkdocsIsThere(): boolean {
  try {
    execFileSync('mkdocs', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const runbooks = resolve(__dirname, '../../../docs/runbooks');

/** What a reader would miss if one renderer lost it. */
function contentOf(html: string) {
  const [, whole = ''] = /<article[^>]*>([\s\S]*)<\/article>/.exec(html) ?? [];
  const article = whole
    .replace(/<p data-naru-built[\s\S]*?<\/p>/, '')
    .replace(/<a class="headerlink"[\s\S]*?<\/a>/g, '');
  const texts = (expression: RegExp) =>
    [...article.matchAll(expression)].map(([, inside = '']) =>
      textOfHtml(inside).replace(/\s/g, ''),
    );
  const count = (expression: RegExp) => article.match(expression)?.length ?? 0;
  return {
    headings: texts(/<h[1-6] [^>]*>([\s\S]*?)<\/h[1-6]>/g),
    anchors: [...article.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id),
    code: texts(/<code[^>]*>([\s\S]*?)<\/code>/g),
    cells: texts(/<t[dh]\b[^>]*>([\s\S]*?)<\/t[dh]>/g),
    admonitions: texts(/admonition-title">([\s\S]*?)<\/p>/g),
    lists: [count(/<[ou]l\b/g), count(/<li\b/g)],
    diagrams: count(/<pre class="mermaid">/g),
    links: [...article.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) =>
      decodeURI(href),
    ),
    words: textOfHtml(article).replace(/\s/g, ''),
  };
}

async function pagesOf(folder: string) {
  const files = (await readdir(folder, { recursive: true }))
    .filter(file => file.endsWith('index.html'))
    .sort();
  return Promise.all(
    files.map(async file => ({
      file,
      ...contentOf(await readFile(join(folder, file), 'utf8')),
    })),
  );
}

describe('the pages of the runbooks', () => {
  const source = createMockDirectory();
  const mkdocs = createMockDirectory();
  const builtIn = createMockDirectory();

  it('are built without a warning', async () => {
    const { warnings } = await buildSite({
      inputDir: runbooks,
      outputDir: builtIn.path,
    });
    expect(warnings).toEqual([]);
  });

  if (mkdocsIsThere()) {
    it('say the same by MkDocs and by the built-in renderer', async () => {
      await cp(join(runbooks, 'docs'), join(source.path, 'docs'), {
        recursive: true,
      });
      await cp(join(runbooks, 'mkdocs.yml'), join(source.path, 'mkdocs.yml'));
      await promisify(execFile)('mkdocs', ['build', '-q', '-d', mkdocs.path], {
        cwd: source.path,
      });
      await buildSite({ inputDir: source.path, outputDir: builtIn.path });
      expect(await pagesOf(builtIn.path)).toEqual(await pagesOf(mkdocs.path));
    }, 180_000);
  } else {
    process.stdout.write(
      'mkdocs is not on the PATH, so the two renderers are not compared; ./portal test prepares it\n',
    );
  }
});
