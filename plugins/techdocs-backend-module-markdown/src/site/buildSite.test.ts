import { readFile, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { buildSite } from './buildSite';

const page = (title: string, body = '') => `# ${title}\n\n${body}\n`;

describe('buildSite', () => {
  const source = createMockDirectory();
  const output = createMockDirectory();

  const build = (content: Parameters<typeof source.setContent>[0]) => {
    source.setContent(content);
    output.clear();
    return buildSite({
      inputDir: source.path,
      outputDir: output.path,
      etag: 'built-in-1:abc',
      name: 'Runbooks of team 3',
    });
  };
  const read = (path: string) => readFile(join(output.path, path), 'utf8');

  const bilingual = {
    'mkdocs.yml': `
site_name: Runbooks
site_description: What an error means
nav:
  - Runbooks: index.md
  - English:
      - Overview: en/index.md
      - en/import-stuck.md
  - 한국어:
      - 개요: ko/index.md
      - ko/import-stuck.md
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds: { case: lower }
`,
    docs: {
      'index.md': page('Runbooks'),
      images: { 'path.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' },
      en: {
        'index.md': page('Overview', '[Import](import-stuck.md#kv-008)'),
        'import-stuck.md': `---
title: Images that do not arrive
description: For whom a volume stays empty
---

# Images that do not arrive

![Path](../images/path.svg)

## Import hangs {#kv-008}

### What you see

\`\`\`text
no such host
\`\`\`

\`\`\`mermaid
flowchart LR
\`\`\`

See [overview](index.md) and [itself](#kv-008).
`,
      },
      ko: {
        'index.md': page('개요'),
        'import-stuck.md': page('도착하지 않는 이미지'),
      },
    },
  };

  it('writes a page for each file at the address that MkDocs gives it', async () => {
    const { pages, warnings } = await build(bilingual);
    expect({ pages, warnings }).toEqual({ pages: 5, warnings: [] });
    const files = (
      await readdir(output.path, { recursive: true, withFileTypes: true })
    )
      .filter(entry => entry.isFile())
      .map(entry =>
        join(entry.parentPath, entry.name).slice(output.path.length + 1),
      );
    expect(files.sort()).toEqual([
      '404.html',
      'assets/stylesheets/main.ec1eaa64.min.css',
      'en/import-stuck/index.html',
      'en/index.html',
      'images/path.svg',
      'index.html',
      'ko/import-stuck/index.html',
      'ko/index.html',
      'search/search_index.json',
      'techdocs_metadata.json',
    ]);
  });

  it('has the elements that the TechDocs reader looks for', async () => {
    await build(bilingual);
    const html = await read('en/import-stuck/index.html');
    for (const element of [
      '<article class="md-content__inner md-typeset">',
      '<div class="md-content" data-md-component="content">',
      'data-md-component="sidebar" data-md-type="navigation"',
      'data-md-component="sidebar" data-md-type="toc"',
      'class="md-nav md-nav--primary"',
      'data-md-component="toc"',
      '<label class="md-header__button md-icon" for="__drawer">',
      '<li class="md-nav__item md-nav__item--active">',
      'class="md-footer__link md-footer__link--prev" aria-label="Previous: Overview"',
      '<h2 id="kv-008">Import hangs<a class="headerlink" href="#kv-008"',
      '<div class="language-text highlight"><pre><code class="language-text">',
      '<pre class="mermaid"><code>flowchart LR',
      '<title>Images that do not arrive - Runbooks</title>',
      '<meta name="description" content="For whom a volume stays empty">',
      '<link rel="stylesheet" href="../../assets/stylesheets/main.ec1eaa64.min.css">',
    ]) {
      expect(html).toContain(element);
    }
    expect(html.match(/<div\b/g)).toHaveLength(html.match(/<\/div>/g)!.length);
  });

  it('leads links to addresses and images to files', async () => {
    await build(bilingual);
    expect(await read('en/index.html')).toContain(
      '<a href="import-stuck/#kv-008">Import</a>',
    );
    const html = await read('en/import-stuck/index.html');
    expect(html).toContain('src="../../images/path.svg"');
    expect(html).toContain('<a href="../">overview</a>');
    expect(html).toContain('<a href="#kv-008">itself</a>');
    expect(html).toContain(
      'href="../../ko/import-stuck/" class="md-nav__link"',
    );
  });

  it('says quietly, in the language of the page, how it was built', async () => {
    await build(bilingual);
    expect(await read('en/index.html')).toMatch(
      /data-naru-built="without-mkdocs"><small>Built without MkDocs/,
    );
    expect(await read('ko/index.html')).toContain('MkDocs 없이 만든 페이지');
    expect(await read('ko/index.html')).toContain('<html lang="ko"');
  });

  it('writes what the search and the publisher read', async () => {
    await build(bilingual);
    const { docs } = JSON.parse(await read('search/search_index.json'));
    expect(docs).toContainEqual({
      location: 'en/import-stuck/#what-you-see',
      title: 'What you see',
      text: 'no such host flowchart LR See overview and itself .',
    });
    expect(docs).toContainEqual(
      expect.objectContaining({
        location: 'ko/import-stuck/',
        title: '도착하지 않는 이미지',
      }),
    );
    expect(JSON.parse(await read('techdocs_metadata.json'))).toMatchObject({
      site_name: 'Runbooks',
      site_description: 'What an error means',
      etag: 'built-in-1:abc',
      build_timestamp: expect.any(Number),
      files: expect.arrayContaining([
        'en/index.html',
        'search/search_index.json',
      ]),
    });
  });

  it('makes the navigation from folders where mkdocs.yml lists none', async () => {
    await build({
      docs: {
        'index.md': page('Start'),
        'b.md': page('Beta'),
        'how-to': { 'a.md': page('Alpha') },
      },
    });
    const html = await read('how-to/a/index.html');
    expect(
      [...html.matchAll(/md-ellipsis">([^<]*)</g)].map(([, title]) => title),
    ).toEqual(expect.arrayContaining(['Start', 'Beta', 'How to', 'Alpha']));
    expect(html).toContain('aria-label="Runbooks of team 3"');
  });

  it('takes README.md for the first page, index.md before it, and one beside docs when there is nothing else', async () => {
    await build({ docs: { 'README.md': page('Read me'), 'a.md': page('A') } });
    expect(await read('index.html')).toContain('Read me');
    await build({
      docs: { 'README.md': page('Read me'), 'index.md': page('First') },
    });
    expect(await read('index.html')).toContain('First');
    await build({ 'README.md': page('Of the component') });
    expect(await read('index.html')).toContain('Of the component');
  });

  it('leads to the first page when there is no index', async () => {
    await build({ docs: { 'install.md': page('Install') } });
    expect(await read('index.html')).toContain('url=install/');
  });

  it('leaves out what exclude_docs names, hidden files and packages', async () => {
    const { pages } = await build({
      'mkdocs.yml': 'site_name: x\nexclude_docs: |\n  drafts/\n  *.part.md\n',
      docs: {
        'index.md': page('I'),
        'x.part.md': page('X'),
        drafts: { 'd.md': page('D') },
        '.hidden': { 'h.md': page('H') },
        node_modules: { p: { 'README.md': page('P') } },
      },
    });
    expect(pages).toBe(1);
  });

  it('tells of links and entries that lead to nothing, and shows a page whose front matter is broken', async () => {
    const { warnings } = await build({
      'mkdocs.yml': 'site_name: x\nnav: [index.md, gone.md]\n',
      docs: {
        'index.md':
          '---\ntitle: [\n---\n\n# I\n\n[a](missing.md) ![b](../../../etc/passwd)\n',
      },
    });
    expect(warnings).toEqual([
      expect.stringContaining('index.md: the front matter is not YAML'),
      'mkdocs.yml: nav names gone.md, which is not there',
      'index.md: the link missing.md leads to nothing',
      'index.md: the link ../../../etc/passwd leads out of the site',
    ]);
    expect(await read('index.html')).not.toContain('passwd');
  });

  it('loads nothing from another host, whatever the page says', async () => {
    await build({
      docs: {
        'index.md':
          '# I\n\n![badge](https://img.example.com/a.svg) <img src="//x.example.com"> <script src="https://x.example.com/a.js"></script>\n\n[out](https://example.com)\n',
      },
    });
    const html = await read('index.html');
    const loaded = [
      ...html.matchAll(
        /<(?:img|script|link|iframe|source|object|embed)\b[^>]*>/g,
      ),
    ].map(([element]) => element);
    expect(loaded.filter(element => /(?:https?:)?\/\//.test(element))).toEqual(
      [],
    );
    const css = await read('assets/stylesheets/main.ec1eaa64.min.css');
    expect(css).not.toMatch(/@import|url\(["']?(?:https?:)?\/\//);
  });

  describe('hostile folders', () => {
    it('refuses symbolic links, those that lead out first of all', async () => {
      source.setContent({ docs: { 'index.md': page('I') } });
      await symlink('/etc/passwd', join(source.path, 'docs/passwd.md'));
      await expect(
        buildSite({ inputDir: source.path, outputDir: output.path }),
      ).rejects.toThrow(
        "docs/passwd.md is a symbolic link that leads out of the documentation's folder",
      );
    });

    it.each(['../secrets', '/etc'])('refuses docs_dir %s', async docsDir => {
      await expect(
        build({ 'mkdocs.yml': `site_name: x\ndocs_dir: ${docsDir}\n` }),
      ).rejects.toThrow('docs_dir in mkdocs.yml leads out of the folder');
    });

    it('does not read pages outside through nav', async () => {
      const { warnings } = await build({
        'mkdocs.yml':
          'site_name: x\nnav: [index.md, ../secret.md, /etc/hosts]\n',
        'secret.md': page('Secret'),
        docs: { 'index.md': page('I') },
      });
      expect(warnings).toHaveLength(2);
      expect(await read('index.html')).not.toContain('Secret');
    });

    it('escapes titles and names', async () => {
      await build({
        'mkdocs.yml':
          "site_name: '\"><script>a</script>'\nnav: [{ '<img src=x onerror=b>': index.md }]\n",
        docs: { 'index.md': '---\ntitle: <b>t\n---\nx\n' },
      });
      const html = await read('index.html');
      expect(html).not.toMatch(/<script>a|<img src=x|<b>t/);
    });

    it.each([
      ['nav: 5', 'mkdocs.yml: nav is not what MkDocs reads'],
      ['nav: [', 'mkdocs.yml is not YAML'],
      ['site_name: [a]', 'mkdocs.yml: site_name is not what MkDocs reads'],
    ])('says what is wrong with %s', async (text, message) => {
      await expect(
        build({ 'mkdocs.yml': text, docs: { 'index.md': page('I') } }),
      ).rejects.toThrow(message);
    });

    it('says that there is no page', async () => {
      await expect(build({ docs: { 'a.txt': 'x' } })).rejects.toThrow(
        'There is no page: docs holds no Markdown',
      );
    });
  });
});
