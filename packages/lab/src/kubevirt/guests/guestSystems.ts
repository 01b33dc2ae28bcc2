/** What a guest's agent reports of its operating system (`status.guestOSInfo`). */
export type GuestSystem = Record<
  | 'id'
  | 'name'
  | 'prettyName'
  | 'version'
  | 'versionId'
  | 'kernelRelease'
  | 'kernelVersion'
  | 'machine',
  string
>;

function system(
  id: string,
  name: string,
  version: string,
  versionId: string,
  kernelRelease: string,
): GuestSystem {
  return {
    id,
    name,
    prettyName: `${name} ${version}`,
    version,
    versionId,
    kernelRelease,
    kernelVersion: '#1 SMP PREEMPT_DYNAMIC',
    machine: 'x86_64',
  };
}

const SYSTEMS: [pattern: RegExp, system: GuestSystem][] = [
  [
    /ubuntu[^/]*22/i,
    system('ubuntu', 'Ubuntu', '22.04.5 LTS', '22.04', '5.15.0-160-generic'),
  ],
  [
    /ubuntu/i,
    system('ubuntu', 'Ubuntu', '24.04.3 LTS', '24.04', '6.8.0-87-generic'),
  ],
  [
    /rocky/i,
    system(
      'rocky',
      'Rocky Linux',
      '9.6 (Blue Onyx)',
      '9.6',
      '5.14.0-570.49.1.el9_6.x86_64',
    ),
  ],
  [
    /debian/i,
    system(
      'debian',
      'Debian GNU/Linux',
      '12 (bookworm)',
      '12',
      '6.1.0-40-amd64',
    ),
  ],
  [
    /\bwin/i,
    {
      id: 'mswindows',
      name: 'Microsoft Windows',
      prettyName: 'Windows 11 Pro',
      version: 'Microsoft Windows 11',
      versionId: '11',
      kernelRelease: '26100',
      kernelVersion: '10.0',
      machine: 'x86_64',
    },
  ],
];

const FEDORA = system(
  'fedora',
  'Fedora Linux',
  '42 (Cloud Edition)',
  '42',
  '6.14.0-63.fc42.x86_64',
);

/** The system on a disk, told by the name of the image it came from. */
export function guestSystemOf(image: string): GuestSystem {
  return SYSTEMS.find(([pattern]) => pattern.test(image))?.[1] ?? FEDORA;
}
