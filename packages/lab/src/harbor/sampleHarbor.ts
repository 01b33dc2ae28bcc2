import { type LabClock, RealClock } from '../clock/LabClock';
import type { HarborAccount } from './HarborAccounts';
import { HarborServer } from './HarborServer';
import { sampleAccounts } from './sampleAccounts';
import { SAMPLE_REGISTRY, sampleImages } from './sampleImages';

/**
 * The Harbor of the sample platform, not listening yet.
 *
 * @param options.secret - gives the password of a name
 * @returns also the account of the portal
 */
export function sampleHarbor(options: {
  secret: (name: string) => string;
  clock?: LabClock;
}): { server: HarborServer; registry: string; portal: HarborAccount } {
  const accounts = sampleAccounts(options.secret);
  const server = HarborServer.create({
    clock: options.clock ?? new RealClock(),
    registry: SAMPLE_REGISTRY,
    store: sampleImages(),
    accounts: Object.values(accounts),
  });
  return { server, registry: SAMPLE_REGISTRY, portal: accounts.portal };
}
