import { coversFile } from './coversFile';
import { matchesGlob } from './matchesGlob';
import { normalizeRepositoryUrl } from './normalizeRepositoryUrl';

const source = {
  repoUrl: 'http://git.test/platform/gitops.git',
  path: 'kubernetes/staging/vms/team1',
  targetRevision: 'main',
  reads: 'directory' as const,
};

const file = {
  cloneUrls: ['http://git.test/platform/gitops'],
  branch: 'main',
  path: 'kubernetes/staging/vms/team1/web-01.yaml',
};

describe('coversFile', () => {
  it.each([
    ['the same folder', {}, {}, true],
    ['HEAD', { targetRevision: 'HEAD' }, {}, true],
    ['a full branch name', { targetRevision: 'refs/heads/main' }, {}, true],
    ['another branch', { targetRevision: 'v1.2.0' }, {}, false],
    [
      'a folder with the same beginning',
      { path: 'kubernetes/staging/vms/team' },
      {},
      false,
    ],
    ['a folder above', { path: 'kubernetes' }, {}, false],
    [
      'a folder above that recurses',
      { path: 'kubernetes', reads: 'tree' as const },
      {},
      true,
    ],
    ['the whole repository', { path: '', reads: 'tree' as const }, {}, true],
    [
      'a file that is no manifest',
      {},
      { path: 'kubernetes/staging/vms/team1/README.md' },
      false,
    ],
    [
      'another repository',
      { repoUrl: 'http://git.test/other/gitops' },
      {},
      false,
    ],
    [
      'a value file elsewhere',
      { path: '', reads: 'files' as const, files: ['apps/shop/values.yaml'] },
      { path: 'apps/shop/values.yaml' },
      true,
    ],
    [
      'a file beside a value file',
      { path: '', reads: 'files' as const, files: ['apps/shop/values.yaml'] },
      { path: 'apps/shop/catalog-info.yaml' },
      false,
    ],
    ['what is included', { include: '{web,db}-*.yaml' }, {}, true],
    ['what is not included', { include: 'db-*' }, {}, false],
    ['what is excluded', { exclude: '*.yaml' }, {}, false],
    [
      'a further URL',
      { repoUrl: 'http://gitea.svc:3000/platform/gitops' },
      {
        cloneUrls: [
          'http://git.test/x',
          'http://gitea.svc:3000/platform/gitops.git',
        ],
      },
      true,
    ],
  ])('knows %s', (_, sourceChange, fileChange, expected) => {
    expect(
      coversFile({ ...source, ...sourceChange }, { ...file, ...fileChange }),
    ).toBe(expected);
  });
});

describe('normalizeRepositoryUrl', () => {
  it.each([
    'https://git.example.com/platform/gitops',
    'https://git.example.com/platform/gitops.git',
    'https://git.example.com/platform/gitops/',
    'https://user:token@GIT.example.com:443/platform/gitops.git/',
    'git@git.example.com:platform/gitops.git',
    'ssh://git@git.example.com:22/platform/gitops.git',
  ])('sees one repository in %s', url => {
    expect(normalizeRepositoryUrl(url)).toBe('git.example.com/platform/gitops');
  });

  it('keeps another port and what is no URL apart', () => {
    expect(normalizeRepositoryUrl('http://git.test:3000/a/b')).toBe(
      'git.test:3000/a/b',
    );
    expect(normalizeRepositoryUrl('../gitops')).toBe('../gitops');
  });
});

describe('matchesGlob', () => {
  it.each([
    ['*.yaml', 'a.yaml', true],
    ['*.yaml', 'a/b.yaml', true],
    ['*.yaml', 'a.yml', false],
    ['{*.yml,*.yaml}', 'a.yml', true],
    ['a,b', 'a,b', true],
    ['?.yaml', 'ab.yaml', false],
    ['[ab].yaml', 'b.yaml', true],
    ['[!ab].yaml', 'b.yaml', false],
    ['a.b', 'axb', false],
    ['\\*', '*', true],
    ['{a', 'a', false],
  ])('reads %s as Argo CD does for %s', (pattern, path, expected) => {
    expect(matchesGlob(pattern, path)).toBe(expected);
  });
});
