import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Builder } from './Builder';
import { MkdocsProgram } from './MkdocsProgram';
import { SiteGenerator } from './SiteGenerator';

const uses: ('built-in' | 'mkdocs')[] = ['built-in'];
try {
  execFileSync('mkdocs', ['--version'], { stdio: 'ignore' });
  uses.push('mkdocs');
} catch {
  // SiteGenerator.test.ts says that it is missing.
}

describe.each(uses)('A hostile site built with %s', use => {
  const world = createMockDirectory();
  const output = createMockDirectory();

  beforeEach(() => {
    world.clear();
    output.clear();
  });

  /** Builds a site; its folder has a sibling `outside`. */
  const build = async (files: Record<string, unknown>) => {
    world.addContent({
      outside: { 'index.md': '# Words outside\n' },
      site: files as never,
    });
    await new SiteGenerator({
      builder: new Builder(use, new MkdocsProgram()),
      config: mockServices.rootConfig({
        data: { techdocs: { generator: { runIn: 'local' } } },
      }),
      logger: mockServices.logger.mock(),
    }).run({
      inputDir: join(world.path, 'site'),
      outputDir: output.path,
      etag: `${use}-1:a`,
      logger: mockServices.logger.mock() as never,
      logStream: new PassThrough().resume(),
    });
  };

  /** All that is published. */
  const published = async () => {
    const entries = await readdir(output.path, {
      recursive: true,
      withFileTypes: true,
    });
    const files = entries.filter(
      entry => entry.isFile() && /\.(?:html|json|md)$/.test(entry.name),
    );
    const texts = await Promise.all(
      files.map(file => readFile(join(file.parentPath, file.name), 'utf8')),
    );
    return texts.join('\n');
  };

  it('runs no program of the site', async () => {
    const mark = join(world.path, 'mark');
    const evil = `open(${JSON.stringify(mark)}, 'w').write('x')\n`;
    await build({
      'mkdocs.yml': `site_name: x
hooks: [evil.py]
plugins: [techdocs-core, evil]
theme: { name: material, custom_dir: evil }
`,
      'yaml.py': evil,
      'click.py': evil,
      'evil.py': evil,
      'sitecustomize.py': evil,
      evil: { 'main.html': '{{ 7 * 7 }}' },
      docs: { 'index.md': '# Start\n' },
    });
    expect(existsSync(mark)).toBe(false);
    expect(await published()).toContain('Start');
  }, 60_000);

  it('refuses functions of Python', async () => {
    const mark = join(world.path, 'mark');
    const built = build({
      'mkdocs.yml': `site_name: x
extra: { a: !!python/object/apply:os.system ["touch ${mark}"] }
`,
      docs: { 'index.md': '# Start\n' },
    });
    await built.catch(() => undefined);
    expect(existsSync(mark)).toBe(false);
  }, 60_000);

  it('tells nothing of the environment', async () => {
    process.env.NARU_TEST_SECRET = 'do-not-tell';
    try {
      await build({
        'mkdocs.yml': `site_name: !ENV NARU_TEST_SECRET
copyright: !ENV [NARU_TEST_SECRET, none]
`,
        docs: { 'index.md': '# Start\n' },
      }).catch(() => undefined);
    } finally {
      delete process.env.NARU_TEST_SECRET;
    }
    expect(await published()).not.toContain('do-not-tell');
  }, 60_000);

  it.each([
    ['docs_dir', { 'mkdocs.yml': 'site_name: x\ndocs_dir: ../outside\n' }],
    [
      'an included site',
      {
        'mkdocs.yml':
          'site_name: x\nnav:\n  - Start: index.md\n  - A: "!include ./a/mkdocs.yml"\n',
        docs: { 'index.md': '# Start\n' },
        a: {
          'mkdocs.yml':
            'site_name: a\ndocs_dir: ../../outside\nnav:\n  - A: index.md\n',
        },
      },
    ],
    [
      'a snippet',
      {
        'mkdocs.yml':
          'site_name: x\nmarkdown_extensions:\n  - pymdownx.snippets: { base_path: [../outside], restrict_base_path: false }\n',
        docs: {
          'index.md':
            '# Start\n\n--8<-- "index.md"\n\n--8<-- "../outside/index.md"\n',
        },
      },
    ],
  ])(
    'publishes nothing that %s fetches from outside',
    async (_, files) => {
      await build(files).catch(() => undefined);
      expect(await published()).not.toContain('Words outside');
    },
    60_000,
  );

  it.each(['docs', 'README.md', 'docs/link.md', 'mkdocs.yml'])(
    'publishes nothing that %s as a symbolic link leads to',
    async link => {
      world.addContent({ site: { a: 'x' } });
      if (link.startsWith('docs/')) {
        world.addContent({ site: { docs: { 'index.md': '# Start\n' } } });
      }
      await symlink(
        join(world.path, link === 'docs' ? 'outside' : 'outside/index.md'),
        join(world.path, 'site', link),
      );
      await build({ b: 'x' }).catch(() => undefined);
      expect(await published()).not.toContain('Words outside');
      expect(world.content({ path: 'outside' })).toEqual({
        'index.md': '# Words outside\n',
      });
    },
    60_000,
  );

  it('writes nothing outside', async () => {
    await build({
      'mkdocs.yml': `site_name: x
plugins:
  - techdocs-core
  - redirects: { redirect_maps: { '../escaped.md': index.md } }
`,
      docs: { 'index.md': '# Start\n' },
    }).catch(() => undefined);
    expect(existsSync(join(output.path, '../escaped'))).toBe(false);
    expect(existsSync(join(output.path, '../escaped.html'))).toBe(false);
  }, 60_000);

  it('asks no server', async () => {
    await build({
      'mkdocs.yml': `site_name: x
markdown_extensions:
  - plantuml_markdown: { server: 'http://127.0.0.1:9/plantuml' }
`,
      docs: { 'index.md': '# Start\n\n```plantuml\nA -> B\n```\n' },
    }).catch(() => undefined);
    expect(await published()).not.toMatch(/127\.0\.0\.1/);
  }, 60_000);
});
