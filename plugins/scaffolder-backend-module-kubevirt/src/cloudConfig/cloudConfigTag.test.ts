import { parse } from 'yaml';
import { cloudConfigTag } from './cloudConfigTag';

const fixed = {
  hostname: 'web-01',
  ssh_pwauth: false,
  packages: ['qemu-guest-agent'],
  runcmd: [['systemctl', 'enable', '--now', 'qemu-guest-agent']],
};

const render = (extras?: string) => cloudConfigTag.render({ ...fixed, extras });

describe('!cloud-config', () => {
  it('writes user data that cloud-init reads as it was meant', () => {
    const { text, faults } = render();
    expect(faults).toEqual([]);
    expect(text).toMatch(/^#cloud-config\nhostname: web-01\n/);
    expect(parse(text, { version: '1.1' })).toEqual(fixed);
  });

  it('appends lists and adds new keys, but keeps what the form sets', () => {
    const { text, faults } = render(
      '#cloud-config\npackages: [nginx]\nruncmd:\n  - \'echo "hello: world"\' # not a comment in YAML\ntimezone: Asia/Seoul\nwrite_files:\n  - path: /etc/motd\n    content: |\n      안녕하세요\n      - not: a list\n',
    );
    expect(faults).toEqual([]);
    expect(parse(text, { version: '1.1' })).toEqual({
      ...fixed,
      packages: ['qemu-guest-agent', 'nginx'],
      runcmd: [...fixed.runcmd, 'echo "hello: world"'],
      timezone: 'Asia/Seoul',
      write_files: [
        { path: '/etc/motd', content: '안녕하세요\n- not: a list\n' },
      ],
    });
  });

  it.each(['', '\n\n', '# only a comment', '#cloud-config\n', 'null'])(
    'takes %j for nothing',
    extras => {
      expect(render(extras)).toEqual(render());
    },
  );

  it.each([
    ['packages: [nginx', /line 1: this is not YAML/],
    ['timezone: a\n  bad: b', /line 1|line 2/],
    ['a: 1\na: 2', /line 2: this is not YAML: Map keys must be unique/],
    ['timezone: UTC\nhostname: other', /line 2: hostname is set by the form/],
    [
      'timezone: UTC\n\npackages: nginx',
      /line 3: packages is set by the form.*make it a list/,
    ],
    [
      '#cloud-config\npower_state: {mode: reboot}',
      /line 2: power_state cannot be set here. Possible are: apt,/,
    ],
    ['ssh_pwauth: true', /line 1: ssh_pwauth is set by the form/],
    ['- a\n- b', /must be keys with values/],
    ['just text', /must be keys with values/],
    ['timezone: !!js/function "x"', /line 1: this is not YAML: Unresolved tag/],
    [
      'runcmd:\n  - echo "hello: world"',
      /line 1: a command of runcmd holds ": "/,
    ],
    ['__proto__: {a: 1}', /line 1: __proto__ cannot be set here/],
    [
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n',
      /repeated parts/,
    ],
  ])('refuses %j and points to the line', (extras, message) => {
    const { text, faults } = render(extras);
    expect(faults[0].rule).toBe('VAL-054');
    expect(faults[0].message).toMatch(message);
    expect(parse(text, { version: '1.1' })).toMatchObject({
      hostname: 'web-01',
      ssh_pwauth: false,
    });
  });
});
