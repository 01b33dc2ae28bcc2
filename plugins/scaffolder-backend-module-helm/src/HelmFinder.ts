import { HelmProgram } from '@naru/helm-program';

/** So long is believed that there is none. */
const RETRY_MS = 30_000;

/** Finds the helm program once; looks again when there was none. */
export class HelmFinder {
  readonly #path: string | undefined;
  #found: Promise<HelmProgram | undefined> | undefined;
  #lookedAt = 0;

  constructor(path: string | undefined) {
    this.#path = path;
  }

  /**
   * Looks whether the configured program can be used.
   *
   * @throws Error with one line when it cannot
   */
  async checkConfigured(): Promise<void> {
    if (this.#path === undefined) {
      return;
    }
    const { helm, reason } = await HelmProgram.search({ path: this.#path });
    if (!helm) {
      throw new Error(`Config helm.path: ${reason}`);
    }
  }

  async find(): Promise<HelmProgram | undefined> {
    if (!this.#found) {
      this.#lookedAt = Date.now();
      this.#found = HelmProgram.find({ path: this.#path });
    }
    const helm = await this.#found;
    if (!helm && Date.now() - this.#lookedAt > RETRY_MS) {
      this.#found = undefined;
      return this.find();
    }
    return helm;
  }
}
