import type {
  MatchedCase,
  MatchRequest,
  MatchResponse,
  Signal,
} from '@naru/plugin-runbooks-common';
import { runbooksApiRef, type RunbooksApi } from '../api/RunbooksApi';
import { DefaultRunbookDrawer } from '../drawer/DefaultRunbookDrawer';
import { runbookDrawerApiRef } from '../drawer/RunbookDrawerApi';
import { caseArticle } from './runbooks';

/**
 * Runbooks that fit what a test says, and the drawer that reads them.
 *
 * @public
 */
export class FakeRunbooks implements RunbooksApi {
  /** All signals that were asked about. */
  readonly asked: Signal[] = [];
  readonly #fits?: (signal: Signal) => MatchedCase | undefined;

  /** @param fits - the case for a signal, if there is one; without it the service is away */
  constructor(fits?: (signal: Signal) => MatchedCase | undefined) {
    this.#fits = fits;
  }

  /** The APIs for `renderTestApp`. */
  apis() {
    return [
      [runbooksApiRef, this],
      [runbookDrawerApiRef, new DefaultRunbookDrawer()],
    ] as const;
  }

  async match({ queries }: MatchRequest): Promise<MatchResponse> {
    this.asked.push(...queries.flatMap(({ signals }) => signals));
    const fits = this.#fits;
    if (!fits) {
      throw new TypeError('Failed to fetch');
    }
    return {
      answers: queries.map(({ signals }) => ({
        cases: signals.flatMap(signal => fits(signal) ?? []).slice(0, 1),
      })),
    };
  }

  async getCase(id: string) {
    return caseArticle({ id });
  }

  async listCases() {
    return { cases: [], faults: [] };
  }

  async sendFeedback() {}

  async listFeedback() {
    return { items: [] };
  }
}
