import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  timeout: 420_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: true,
  retries: 0,
  projects: [
    { name: 'story', testIgnore: /realServers/ },
    { name: 'real-story', testMatch: /realServers/ },
  ],
  outputDir: '.cache/e2e-test-results',
  use: {
    locale: 'en-US',
    actionTimeout: 30_000,
    viewport: { width: 1400, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-quic', '--disable-gpu'],
    },
  },
});
