import { execFileSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Builder } from './Builder';
import { MkdocsProgram } from './MkdocsProgram';
import { SiteGenerator } from './SiteGenerator';

/** `./portal test` puts the MkDocs that it prepared on the PATH. */
function mkdocsIsThere(): boolean {
  try {
    execFileSync('mkdocs', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const uses: ('built-in' | 'mkdocs')[] = ['built-in'];
if (mkdocsIsThere()) uses.push('mkdocs');
else {
  process.stdout.write(
    'mkdocs is not on the PATH, so only the built-in renderer is tested; ./portal test prepares both\n',
  );
}

const page = `---
title: Images that do not arrive
---

# Images that do not arrive

Words :smile: ![badge](https://img.example.com/badge.svg)

## Import hangs {#kv-008}

### 증상

!!! danger "Deletes the volume"
    Why.

| a | b |
| --- | ---: |
| 1 | 2 |

1. step
    - nested

    \`\`\`bash
    echo "in a step"
    \`\`\`

2. next

\`\`\`mermaid
flowchart LR
  A --> B
\`\`\`

[other](../other.md#x)
`;

describe('SiteGenerator', () => {
  const source = createMockDirectory();
  const output = createMockDirectory();

  const generate = async (use: 'built-in' | 'mkdocs') => {
    source.setContent({
      'mkdocs.yml': await readFile(
        resolve(__dirname, '../../../../docs/runbooks/mkdocs.yml'),
        'utf8',
      ).then(text => text.replace(/^nav:[\s\S]*/m, '')),
      docs: {
        'index.md': '# Start\n',
        'other.md': '# Other\n\n## X\n',
        en: { 'import-stuck.md': page },
      },
    });
    output.clear();
    const generator = new SiteGenerator({
      builder: new Builder(use, new MkdocsProgram()),
      config: mockServices.rootConfig({
        data: {
          techdocs: {
            generator: {
              runIn: 'local',
              mkdocs: { disableExternalFonts: true },
            },
          },
        },
      }),
      logger: mockServices.logger.mock(),
    });
    const logger = mockServices.logger.mock();
    await generator.run({
      inputDir: source.path,
      outputDir: output.path,
      etag: `${use}-1:abc`,
      logger: logger as never,
      logStream: new PassThrough().resume(),
    });
  };

  describe.each(uses)('%s', use => {
    beforeAll(() => generate(use), 60_000);

    it('writes the parts of a page that the reader and its additions use', async () => {
      const html = await readFile(
        join(output.path, 'en/import-stuck/index.html'),
        'utf8',
      );
      for (const part of [
        /<article class="md-content__inner md-typeset">/,
        /<h2 id="kv-008">Import hangs<a class="headerlink" href="#kv-008"/,
        /<h3 id="증상">/,
        /<div class="admonition danger">\s*<p class="admonition-title">Deletes the volume<\/p>/,
        /<td style="text-align: ?right;?">2<\/td>/,
        /<ol>[\s\S]*<ul>\s*<li>nested<\/li>\s*<\/ul>[\s\S]*<code[\s\S]*<\/ol>/,
        /<pre class="mermaid"><code>flowchart LR\n {2}A --&gt; B/,
        /<a href="\.\.\/\.\.\/other\/#x">other<\/a>/,
        /data-md-type="navigation"/,
        /data-md-type="toc"/,
        /<nav class="md-nav md-nav--secondary"/,
      ]) {
        expect(html).toMatch(part);
      }
      expect(html.match(/<ol\b/g)).toHaveLength(1);
    });

    it('keeps what the publisher and the search read', async () => {
      const read = async (path: string) =>
        JSON.parse(await readFile(join(output.path, path), 'utf8'));
      expect(await read('techdocs_metadata.json')).toMatchObject({
        site_name: 'Runbooks',
        etag: `${use}-1:abc`,
        files: expect.arrayContaining(['en/import-stuck/index.html']),
      });
      const { docs } = await read('search/search_index.json');
      expect(docs).toContainEqual(
        expect.objectContaining({
          location: 'en/import-stuck/#kv-008',
          title: 'Import hangs',
        }),
      );
    });

    it('loads nothing from another host', async () => {
      const files = (
        await readdir(output.path, { recursive: true, withFileTypes: true })
      ).filter(entry => /\.(?:html|css)$/.test(entry.name));
      const loading = await Promise.all(
        files.map(async ({ name, parentPath }) => {
          const text = await readFile(join(parentPath, name), 'utf8');
          return name.endsWith('.css')
            ? text.match(/@import[^;]*|url\((?!["']?data:)[^)]*/g)
            : text.match(
                /<(?:img|script|link|iframe|source|object|embed)\b[^>]*>/g,
              );
        }),
      );
      expect(
        loading
          .flatMap(found => found ?? [])
          .filter(found => /["'(=\s](?:https?:)?\/\//.test(found)),
      ).toEqual([]);
    });
  });

  it('says what failed when a site cannot be built', async () => {
    source.setContent({ docs: { 'a.txt': 'x' } });
    const generator = new SiteGenerator({
      builder: new Builder('built-in', new MkdocsProgram()),
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    });
    await expect(
      generator.run({
        inputDir: source.path,
        outputDir: output.path,
        logger: mockServices.logger.mock() as never,
      }),
    ).rejects.toThrow(
      'Building without MkDocs failed; caused by InputError: There is no page',
    );
  });
});
