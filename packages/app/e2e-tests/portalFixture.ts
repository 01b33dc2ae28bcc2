import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { Portal } from '../../../scripts/Portal.ts';
import { ForgeAccount } from './ForgeAccount';
import { ForgePages } from './pages/ForgePages';
import { PortalPages } from './pages/PortalPages';

const root = join(__dirname, '../../..');

/** Messages of the browser's console that are not ours to mend. */
const KNOWN_NOISE = [
  // Chromium reports each answer of 4xx and 5xx itself; the test that asks for one looks at the screen.
  /Failed to load resource/,
  // The framework's own deprecation notices.
  /registered as IconComponent, which is deprecated/,
];

/** Everything that a page may ask for where there is no network. */
const OWN_MACHINE = /^(data:|blob:|\w+:\/\/(localhost|127\.0\.0\.1)[:/])/;

interface WorkerFixtures {
  /** Portal and lab with fresh data, started once for a file of tests. */
  portal: Portal;
}

interface TestFixtures {
  /** Opens the portal as a person, in a browser session of their own. */
  signIn(person: string, language?: string): Promise<PortalPages>;
  /** Opens the lab's forge as a person, in a browser session of their own. */
  signInToForge(person: string): Promise<ForgePages>;
  /** A sample person's account at the lab's forge, by the name in their reference. */
  forgeAccount(name: string): ForgeAccount;
  /** Errors that the browser's console showed, ours only, and requests that left this machine. */
  consoleErrors: string[];
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  portal: [
    async ({}, provide) => {
      const portal = new Portal({
        root,
        port: 4400,
        stateDir: join(root, '.cache', 'test'),
        fresh: true,
        say: () => {},
        onCrash: words => {
          throw new Error(words);
        },
      });
      await portal.start();
      await provide(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  consoleErrors: async ({}, provide) => {
    const errors: string[] = [];
    await provide(errors);
    expect(errors).toEqual([]);
  },
  signIn: async ({ browser, portal, consoleErrors }, provide) => {
    await provide(async (person, language) => {
      const page = await newPage(browser, consoleErrors);
      const pages = new PortalPages(page, portal.url);
      await pages.signIn(person, language);
      return pages;
    });
  },
  forgeAccount: async ({ portal }, provide) => {
    const { forge, people } = portal.endpoints;
    await provide(name => {
      const person = people.find(({ userRef }) => userRef.endsWith(`/${name}`));
      if (!person) throw new Error(`Nobody is called ${name}`);
      const { url, repository } = forge;
      return new ForgeAccount({ url, repository, token: person.forge.token });
    });
  },
  signInToForge: async ({ browser, portal }, provide) => {
    await provide(async person => {
      const page = await newPage(browser, []);
      const pages = new ForgePages(page, portal.endpoints.forge.url);
      await pages.signIn(person);
      return pages;
    });
  },
});

export { expect };

async function newPage(
  browser: { newContext(): Promise<{ newPage(): Promise<Page> }> },
  errors: string[],
): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('console', message => {
    if (
      message.type() === 'error' &&
      !KNOWN_NOISE.some(noise => noise.test(message.text()))
    ) {
      errors.push(message.text());
    }
  });
  page.on('pageerror', error => errors.push(error.message));
  page.on('request', request => {
    if (!OWN_MACHINE.test(request.url())) {
      errors.push(`The page asked for ${request.url()}`);
    }
  });
  return page;
}
