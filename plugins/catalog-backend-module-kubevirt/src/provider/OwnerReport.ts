import { LoggerService } from '@backstage/backend-plugin-api';
import { KubevirtInventory } from '@naru/plugin-kubevirt-node';
import { CatalogedEntities } from './CatalogedEntities';

const SHOWN = 5;

/**
 * Reports VirtualMachines whose owner cannot be found: they stay in the catalog with the owner they name, and somebody has to mend it.
 */
export class OwnerReport {
  readonly #inventory: KubevirtInventory;
  readonly #cataloged: CatalogedEntities;
  readonly #logger: LoggerService;
  #last = '';

  constructor(options: {
    inventory: KubevirtInventory;
    cataloged: CatalogedEntities;
    logger: LoggerService;
  }) {
    this.#inventory = options.inventory;
    this.#cataloged = options.cataloged;
    this.#logger = options.logger;
  }

  /** Looks at all owners and logs what is wrong, once for the same finding. */
  async run(): Promise<void> {
    const owned = new Map<string, string[]>();
    const findings: string[] = [];
    for (const machine of this.#inventory.virtualMachines()) {
      const { entityRef, owner, decided } = machine;
      owned.set(owner, [...(owned.get(owner) ?? []), entityRef]);
      if (decided.ownerProblem) {
        findings.push(
          `${entityRef}: ${decided.ownerProblem}; it goes to ${owner}`,
        );
      }
    }
    const missing = await this.#cataloged.missing([...owned.keys()].sort());
    for (const owner of missing) {
      const refs = owned.get(owner) ?? [];
      const more =
        refs.length > SHOWN ? ` and ${refs.length - SHOWN} more` : '';
      findings.push(
        `${owner} is not in the catalog and owns ${refs
          .slice(0, SHOWN)
          .join(', ')}${more}`,
      );
    }
    const report = findings.join('\n');
    if (report !== this.#last) {
      for (const finding of findings) {
        this.#logger.warn(`Owner of a VirtualMachine: ${finding}`);
      }
      this.#last = report;
    }
  }
}
