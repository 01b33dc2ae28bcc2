import { expect, type Page } from '@playwright/test';

/** The lab's forge as a person uses it. */
export class ForgePages {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  async signIn(person: string): Promise<void> {
    await this.page.goto(`${this.#url}/user/login`);
    await this.page.getByRole('button', { name: person }).click();
    await expect(
      this.page.getByRole('button', { name: 'Sign out' }),
    ).toBeVisible();
  }

  /** Reads a pull request and merges it with the button on its page. */
  async merge(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByRole('button', { name: 'Merge pull request' }).click();
    await expect(
      this.page.getByRole('button', { name: 'Merge pull request' }),
    ).toHaveCount(0);
  }
}
