import { resolve } from 'node:path';
import { pagesOf } from './site/Site';
import { readSite } from './site/readSite';

const root = resolve(__dirname, '../../..');
const folder = resolve(root, 'docs/runbooks');

describe('the site of the runbooks', () => {
  it('lists every page once in its navigation', async () => {
    const { pages, nav, warnings } = await readSite(folder);
    const listed = pagesOf(nav).map(({ path }) => path);
    expect(warnings).toEqual([]);
    expect([...listed].sort()).toEqual([...pages.keys()].sort());
  });

  it('has the same pages in both languages, in the same order', async () => {
    const { nav } = await readSite(folder);
    const paths = pagesOf(nav).map(({ path }) => path);
    const of = (language: string) =>
      paths
        .filter(path => path.startsWith(`${language}/`))
        .map(path => path.slice(3));
    expect(of('ko')).toEqual(of('en'));
  });
});

describe("the site of Naru's own documentation", () => {
  it('lists every page once in its navigation', async () => {
    const { pages, nav, warnings } = await readSite(root);
    expect(warnings).toEqual([]);
    expect(
      pagesOf(nav)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([...pages.keys()].sort());
  });
});
