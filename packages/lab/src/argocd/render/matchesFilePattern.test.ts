import {
  matchesDirectoryPattern,
  matchesFilePattern,
} from './matchesFilePattern';

describe('matchesFilePattern', () => {
  it.each([
    ['sub/deep/c.yaml', 'sub/*', true],
    ['a.yaml', '{a.yaml,b.yaml}', true],
    ['c.yaml', '{a.yaml,b.yaml}', false],
    ['config.yaml', 'confi?.yaml', true],
    ['axyaml', 'a.yaml', false],
    ['x/config.yaml', 'config.yaml', false],
    ['x/config.yaml', '**/config.yaml', true],
  ])('%s by %s: %s', (path, pattern, expected) => {
    expect(matchesFilePattern(path, pattern)).toBe(expected);
  });
});

describe('matchesDirectoryPattern', () => {
  it('keeps a star within one segment', () => {
    expect(matchesDirectoryPattern('vms/team1', 'vms/*')).toBe(true);
    expect(matchesDirectoryPattern('vms/team1/deep', 'vms/*')).toBe(false);
    expect(matchesDirectoryPattern('vms', 'vms/*')).toBe(false);
  });
});
