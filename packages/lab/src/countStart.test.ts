import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countStart } from './countStart';

describe('countStart', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lab-starts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('counts the starts before', () => {
    const file = join(folder, 'starts');
    expect([0, 1, 2].map(() => countStart(file))).toEqual([0, 1, 2]);
  });

  it('begins anew over a file that holds no number', () => {
    const file = join(folder, 'starts');
    writeFileSync(file, 'boats');
    expect(countStart(file)).toBe(0);
    expect(countStart(file)).toBe(1);
  });
});
