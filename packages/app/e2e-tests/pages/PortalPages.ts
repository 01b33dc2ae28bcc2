import { expect, type Locator, type Page } from '@playwright/test';

/** What a person writes into the form "Linux virtual machine". */
export interface MachineRequest {
  name: string;
  image: string;
  sshKey: string;
  purpose?: string;
  environment?: 'Staging' | 'Production';
}

/** What a person writes into the form "Web service (Helm)". */
export interface ServiceRequest {
  name: string;
  /** In the first project of the team. */
  image: { repository: string; tag: string };
  /** Label of the name on the web. */
  host?: string;
  production?: boolean;
  /** There are no lists of images: repository and tag are typed. */
  typed?: boolean;
}

/** The portal as a person uses it. */
export class PortalPages {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** @param language - by its own name, when it is not the browser's */
  async signIn(person: string, language?: string): Promise<void> {
    await this.page.goto(`${this.#url}/virtual-machines`);
    if (language) {
      await this.page.getByRole('radio', { name: language }).click();
    }
    await this.page.getByRole('button', { name: person }).click();
    await expect(
      this.page.getByRole('link', { name: /^(Settings|설정)$/ }),
    ).toBeVisible();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#url}${path}`);
  }

  /** Opens the search from wherever the person is. */
  async search(words: string): Promise<Locator> {
    const dialog = this.page.getByRole('dialog');
    // A page that is being drawn does not hear the keys yet.
    await expect(async () => {
      await this.page.keyboard.press('Control+k');
      await expect(dialog).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await dialog.getByRole('combobox').fill(words);
    return dialog;
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

  /** Fills the first page of the form of a service. */
  async beginService(request: ServiceRequest): Promise<void> {
    const { page } = this;
    await this.open('/create/templates/default/helm-app');
    await page.getByLabel(/^Name ·/).fill(request.name);
    const { repository, tag } = request.image;
    if (request.typed) {
      await page.getByRole('textbox', { name: 'Repository' }).fill(repository);
      await page.getByRole('textbox', { name: 'Tag' }).fill(tag);
    } else {
      await this.#choose('Repository', repository);
      await this.#choose('Tag', tag);
    }
  }

  /** Fills the form of a service from its first page to the preview. */
  async previewService(request: ServiceRequest): Promise<void> {
    const { page } = this;
    await this.beginService(request);
    await page.getByRole('button', { name: 'Next' }).click();
    if (request.production) {
      await page.getByLabel(/^Also in production/).check();
    }
    if (request.host) {
      await page.getByLabel(/^Name on the web/).fill(request.host);
    }
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('Configuration · 설정')).toBeVisible();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText('What Argo CD will apply')).toBeVisible();
  }

  /** Fills the form of a service from its first page to the task's page. */
  async requestService(request: ServiceRequest): Promise<void> {
    const { page } = this;
    await this.previewService(request);
    await page.getByRole('button', { name: /^Review/ }).click();
    await page.getByRole('button', { name: /^Request ·/ }).click();
  }

  /** What the page of a component shows of one environment. */
  environment(title: 'Staging' | 'Production'): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  async #choose(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).click();
    await this.page
      .getByRole('option', { name: option, exact: false })
      .first()
      .click();
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
