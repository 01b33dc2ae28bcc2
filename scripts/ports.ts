import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/** Whether nobody listens on a loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** The process that listens on a port, in words; undefined where the system does not tell (Linux tells). */
export function listenerOn(port: number): string | undefined {
  try {
    const inodes = new Set(
      ['/proc/net/tcp', '/proc/net/tcp6'].flatMap(file =>
        readFileSync(file, 'utf8')
          .split('\n')
          .slice(1)
          .map(line => line.trim().split(/\s+/))
          .filter(
            ([, local, , state]) =>
              state === '0A' &&
              parseInt(local?.split(':')[1] ?? '', 16) === port,
          )
          .map(columns => columns[9]),
      ),
    );
    for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
      if (holdsOneOf(pid, inodes)) {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
          .split('\0')
          .join(' ')
          .trim();
        return `process ${pid} (${command.slice(0, 80)})`;
      }
    }
  } catch {
    return undefined;
  }
  return undefined;
}

function holdsOneOf(pid: string, inodes: Set<string | undefined>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some(descriptor => {
      const target = readlinkSync(`/proc/${pid}/fd/${descriptor}`);
      return inodes.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? 'none');
    });
  } catch {
    return false;
  }
}
