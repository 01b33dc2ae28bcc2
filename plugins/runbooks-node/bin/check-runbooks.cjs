#!/usr/bin/env node
// Checks a folder of runbooks. From the repository it runs the sources, from an installed package what was built.
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// eslint-disable-next-line no-restricted-syntax
if (existsSync(resolve(__dirname, '../src'))) {
  require('@backstage/cli/config/nodeTransform.cjs');
}

const { checkCommand } = require('..');

checkCommand(process.argv.slice(2), text => process.stdout.write(text)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
