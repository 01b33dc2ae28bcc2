import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DataCentre } from './DataCentre';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3001' },
    state: { type: 'string', default: '.cache/lab' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '1' },
    fill: { type: 'string', default: '0' },
    helm: { type: 'string' },
  },
});

async function main() {
  const lab = await DataCentre.start({
    port: Number(values.port),
    stateDir: resolve(values.state),
    seed: Number(values.seed),
    speed: Number(values.speed),
    fill: Number(values.fill),
    helm: values.helm,
  });
  const { kubernetes, forge, harbor, control } = lab.endpoints;
  process.stdout.write(
    `Kubernetes ${kubernetes.url}\nForge      ${forge.url}\nHarbor     ${harbor.url}\nControl    ${control.url}\n`,
  );
  const end = () => {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    lab.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}

main().catch(error => {
  process.stderr.write(`The lab cannot start: ${error.message}\n`);
  process.exit(1);
});
