import { RealClock } from '../clock/LabClock';
import { seededRandom } from '../random/seededRandom';
import { DefaultKubernetesApi } from '../kubernetes/DefaultKubernetesApi';
import { startKubevirt } from './startKubevirt';
import { createRunningVirtualMachines } from './fillVirtualMachines';
import * as R from './resources';
const clock = new RealClock({ speed: 1 });
const random = seededRandom(1);
const api = DefaultKubernetesApi.create({ clock, random });
startKubevirt({ api, clock, random });
const N = Number(process.argv[2] ?? 500);
const s = performance.now();
const c0 = process.cpuUsage();
createRunningVirtualMachines({
  api,
  clock,
  random,
  count: N,
  namespaces: ['a', 'b', 'c'],
});
const c1 = process.cpuUsage(c0);
console.log(
  N,
  'fill',
  (performance.now() - s).toFixed(0),
  'cpu',
  c1.user / 1000,
);
const before = (api as any).store.revision;
setTimeout(() => {
  console.log(
    'writes after',
    (api as any).store.revision - before,
    'cpu',
    process.cpuUsage(c0).user / 1000,
    process.memoryUsage().rss / 1e6,
  );
  const c: any = {};
  for (const m of api.list(R.VIRTUAL_MACHINES).items as any[])
    c[m.status.printableStatus] = (c[m.status.printableStatus] ?? 0) + 1;
  console.log(c);
  process.exit();
}, Number(process.argv[3] ?? 10000));
