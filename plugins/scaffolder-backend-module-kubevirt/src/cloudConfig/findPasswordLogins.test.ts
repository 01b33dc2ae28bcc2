import { findPasswordLogins } from './findPasswordLogins';

describe('findPasswordLogins', () => {
  it.each([
    [{ password: 'x' }, 'password'],
    [{ chpasswd: { list: 'root:x' } }, 'chpasswd'],
    [{ ssh_pwauth: true }, 'ssh_pwauth'],
    [{ ssh_pwauth: 'yes' }, 'ssh_pwauth'],
    [{ users: ['default', { name: 'a', passwd: '$6$x' }] }, 'users.1.passwd'],
    [{ users: [{ plain_text_passwd: 'x' }] }, 'users.0.plain_text_passwd'],
    [{ users: [{ 'hashed-passwd': 'x' }] }, 'users.0.hashed-passwd'],
    [{ users: [{ lock_passwd: false }] }, 'users.0.lock_passwd'],
    [{ user: { lock_passwd: 'no' } }, 'user.lock_passwd'],
    [{ runcmd: ['echo root:x | chpasswd'] }, 'runcmd.0'],
    [{ runcmd: [['passwd', '-d', 'root']] }, 'runcmd.0'],
    [{ bootcmd: ['usermod -p x root'] }, 'bootcmd.0'],
    [
      { write_files: [{ content: 'a\nPasswordAuthentication yes\n' }] },
      'write_files.0.content',
    ],
  ])('finds %j', (config, place) => {
    expect(findPasswordLogins(config)).toEqual([place]);
  });

  it('lets pass what keeps passwords off', () => {
    expect(
      findPasswordLogins({
        ssh_pwauth: false,
        users: ['default', { name: 'a', lock_passwd: true }],
        runcmd: [
          'passwd -l root',
          'cat /etc/passwd',
          ['passwd', '--lock', 'a'],
        ],
        write_files: [{ content: 'PasswordAuthentication no' }],
      }),
    ).toEqual([]);
  });
});
