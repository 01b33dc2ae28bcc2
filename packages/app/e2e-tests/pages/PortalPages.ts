import { expect, type Locator, type Page } from '@playwright/test';

/** What a person writes into the form "Linux virtual machine". */
export interface MachineRequest {
  name: string;
  image: string;
  sshKey: string;
  purpose?: string;
  environment?: 'Staging' | 'Production';
}

/** The portal as a person uses it. */
export class PortalPages {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  async signIn(person: string): Promise<void> {
    await this.page.goto(`${this.#url}/virtual-machines`);
    await this.page.getByRole('button', { name: person }).click();
    await expect(
      this.page.getByRole('link', { name: 'Settings' }),
    ).toBeVisible();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
  }

  /** Row of a machine in the list. */
  row(name: string): Locator {
    return this.page.getByRole('row').filter({ hasText: name });
  }

  /** Fills the form from the list's button to the task's page. */
  async requestMachine(request: MachineRequest): Promise<void> {
    const { page } = this;
    await this.open('/virtual-machines');
    await page.getByRole('link', { name: 'Request a machine' }).click();
    await page.getByLabel(/^Name/).fill(request.name);
    await page.getByLabel(/^Image/).click();
    await page.getByRole('option', { name: request.image }).click();
    await page.getByLabel(/^Key/).fill(request.sshKey);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel(/^What it is for/).fill(request.purpose ?? '');
    if (request.environment === 'Production') {
      await page.getByLabel(/^Environment/).click();
      await page.getByRole('option', { name: /^Production/ }).click();
    }
    await page.getByRole('button', { name: /^Review/ }).click();
    await page.getByRole('button', { name: /^Request ·/ }).click();
  }

  /** A step of the way of the change on screen: "Pull request", "Review and merge", "Argo CD applies it", "It runs". */
  step(title: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** Address of the pull request that the page leads to. */
  async pullRequestAddress(): Promise<string> {
    const link = this.page.getByRole('link', { name: /Open pull request #/ });
    await expect(link).toBeVisible({ timeout: 60_000 });
    return (await link.getAttribute('href')) ?? '';
  }
}
