import { goRenderer, normalizedName } from './goTemplate';

const parameters = {
  path: {
    path: 'kubernetes/staging/vms/team1',
    basename: 'team1',
    segments: ['kubernetes', 'staging', 'vms', 'team1'],
  },
  count: 3,
};

const strict = goRenderer(parameters, { missingKeyIsError: true });
const lenient = goRenderer(parameters, { missingKeyIsError: false });

describe('goRenderer', () => {
  it.each([
    ['plain text', 'plain text'],
    ['{{ .path.path }}', 'kubernetes/staging/vms/team1'],
    ['{{.path.basename}}-vms-{{ .count }}', 'team1-vms-3'],
    ['{{ index .path.segments 1 }}', 'staging'],
    ['a {{- " " }}{{ .count }}', 'a 3'],
    ['{{ .path.basename | upper }}', 'TEAM1'],
    ['{{ trimPrefix "team" .path.basename }}', '1'],
    ['{{ index .path.segments 1 | replace "staging" "test" }}', 'test'],
    ['{{ (index .path.segments 3) | printf "%s-%s" "x" }}', 'x-team1'],
    [
      '{{ `raw` }}{{ join "_" .path.segments }}',
      'rawkubernetes_staging_vms_team1',
    ],
    ['{{ normalize "Team_A" }}', 'team-a'],
  ])('renders %s', (template, expected) => {
    expect(strict(template)).toBe(expected);
  });

  it('trims the text around an action on request', () => {
    expect(strict('a  {{- .count -}}  b')).toBe('a3b');
  });

  it('says where a key is missing when that is an error', () => {
    expect(() => strict('{{ .path.nope }}-bad')).toThrow(
      'failed to execute go template {{ .path.nope }}-bad: template: :1:8: executing "" at <.path.nope>: map has no entry for key "nope"',
    );
    expect(lenient('{{ .path.nope }}')).toBe('<no value>');
    expect(lenient('{{ .path.nope | default "x" }}')).toBe('x');
  });

  it.each([
    [
      '{{ .path',
      'failed to parse template {{ .path: template: :1: unclosed action',
    ],
    ['{{ shell "x" }}', 'function "shell" not defined'],
    ['{{ toString }}', 'function "toString" not defined'],
    ['{{ .count .count }}', 'unexpected token in operand'],
    ['{{ }}', 'missing value for command'],
    ['{{ (.count }}', 'unclosed left paren'],
    ['{{ ? }}', 'unexpected "?" in operand'],
    ['{{ index .path.segments 9 }}', 'index out of range: 9'],
  ])('refuses %s', (template, message) => {
    expect(() => strict(template)).toThrow(message);
  });
});

describe('normalizedName', () => {
  it('makes a name that Kubernetes takes', () => {
    expect(normalizedName('-Team_A/b.')).toBe('team-a-b');
  });
});
