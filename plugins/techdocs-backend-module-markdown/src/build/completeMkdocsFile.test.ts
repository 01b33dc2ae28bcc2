import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { completeMkdocsFile } from './completeMkdocsFile';

describe('completeMkdocsFile', () => {
  const folder = createMockDirectory();
  const complete = async (content?: string) => {
    folder.setContent(content === undefined ? {} : { 'mkdocs.yml': content });
    await completeMkdocsFile(folder.path, 'Team 3');
    return readFile(join(folder.path, 'mkdocs.yml'), 'utf8');
  };

  it('adds the fence of diagrams and keeps everything else', async () => {
    const written = await complete(`site_name: x
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds:
          case: lower
nav: [index.md]
`);
    expect(written).toContain('!!python/object/apply:pymdownx.slugs.slugify');
    expect(written).toContain('kwds:');
    expect(written).toMatch(
      /- pymdownx\.superfences:\n\s+custom_fences:\n\s+- name: mermaid\n\s+class: mermaid/,
    );
    expect(written).toMatch(/nav: \[ ?index\.md ?\]/);
  });

  it.each([
    'site_name: x\nmarkdown_extensions:\n  - pymdownx.superfences:\n      preserve_tabs: true\n',
    'site_name: x\nmarkdown_extensions: [pymdownx.superfences]\n',
    'site_name: [\n',
    'just text\n',
  ])(
    'leaves a file alone that decides itself or cannot be read',
    async text => {
      expect(await complete(text)).toBe(text);
    },
  );

  it('writes a file where there is none', async () => {
    expect(await complete()).toMatch(/^site_name: "?Team 3"?\n/);
  });
});
