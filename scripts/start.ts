import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareMkdocs } from './documentation.ts';
import { findHelm } from './findHelm.ts';
import { Portal } from './Portal.ts';

const began = Date.now();
const root = join(import.meta.dirname, '..');

function fail(words: string): never {
  process.stderr.write(`portal: ${words}\n`);
  process.exit(1);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '3000' },
        state: { type: 'string', default: join(root, '.cache') },
        fresh: { type: 'boolean', default: false },
        fill: { type: 'string', default: '0' },
        speed: { type: 'string', default: '1' },
      },
    });
    return values;
  } catch (error) {
    return fail((error as Error).message);
  }
}

function numberIn(
  name: string,
  text: string,
  least: number,
  most: number,
): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most)) {
    fail(`--${name} takes a number from ${least} to ${most}, not '${text}'`);
  }
  return value;
}

const options = readOptions();
const port = numberIn('port', options.port, 1024, 65531);
const portal = new Portal({
  root,
  port,
  stateDir: options.state,
  fresh: options.fresh,
  fill: numberIn('fill', options.fill, 0, 20000),
  speed: numberIn('speed', options.speed, 0.1, 100),
  say: words => process.stdout.write(`portal: ${words}\n`),
  onCrash: words => void end(1, words),
});

if (!findHelm()) {
  process.stdout.write(
    'portal: there is no helm here, so applications made from charts are neither previewed nor applied; install Helm 3.8 or newer (https://helm.sh/docs/intro/install) or name it in NARU_HELM, and start again\n',
  );
}

const documentation = new AbortController();
void prepareMkdocs({
  root,
  say: words => process.stdout.write(`portal: ${words}\n`),
  signal: documentation.signal,
});

let ending = false;
async function end(code: number, words?: string): Promise<void> {
  if (ending) return;
  ending = true;
  if (words) process.stderr.write(`portal: ${words}\n`);
  documentation.abort();
  await portal.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void end(0, 'ending'));
}

try {
  await portal.start();
} catch (error) {
  await end(1, (error as Error).message);
}
const { endpoints } = portal;
const people = endpoints.people
  .map(person => `    ${person.name.padEnd(22)} ${person.role}`)
  .join('\n');
process.stdout.write(`
Naru is ready after ${Math.round((Date.now() - began) / 1000)} s:  ${portal.url}

  Sign in as
${people}

  Git forge   ${endpoints.forge.url}  (the same people; sign in with a click)
  Harbor      ${endpoints.harbor?.url ?? 'not there'}
  kubectl     export KUBECONFIG=${join(options.state, 'lab', 'kubeconfig')}
  Addresses   ${join(options.state, 'lab', 'endpoints.json')}
  Logs        ${join(options.state, 'backend.log')}, ${join(
  options.state,
  'lab.log',
)}

  Ctrl-C ends it all.
`);
