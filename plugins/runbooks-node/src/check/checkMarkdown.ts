import type { RunbookFault } from '../page/RunbookCase';
import { faultAt, type CheckedPage } from './CheckedPage';

const ADMONITIONS = ['danger', 'warning', 'note', 'tip'];
const LIST = /^( *)(?:[-*+]|\d+\.) +\S/;
const BOLD = /\*\*(?=\S)(?:(?!\*\*).)+\*\*/g;
const LETTER = /[\p{L}\p{N}]/u;
const HTML = /<\/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?\/?>|<!--/;

/** What Python-Markdown and the portal would not show as it is meant. */
export function checkMarkdown(page: CheckedPage): RunbookFault[] {
  const { lines, inCode } = page.outline;
  const faults: RunbookFault[] = [];
  lines.forEach((line, at) => {
    const fault = (message: string) => faults.push(faultAt(page, at, message));
    if (line.includes('\t')) fault('has a tab');
    if (inCode[at]) return;
    const before = at > 0 ? lines[at - 1] : '';
    const isAfterText =
      before.trim() !== '' && !inCode[at - 1] && !before.startsWith('|');
    const admonition = /^( *)!!! *(\S*)(.*)$/.exec(line);
    if (admonition) {
      const [, indent, type, rest] = admonition;
      if (!ADMONITIONS.includes(type)) {
        fault(`"!!! ${type}" is none of ${ADMONITIONS.join(', ')}`);
      }
      if (!/^ "[^"]+"\s*$/.test(rest)) {
        fault(`"!!! ${type}" needs a title in straight quotes`);
      }
      if (isAfterText) fault('needs an empty line before "!!!"');
      const body = lines.slice(at + 1).find(next => next.trim() !== '') ?? '';
      if (!body.startsWith(`${indent}    `)) {
        fault('text of an admonition is indented by four spaces');
      }
    }
    if (/^ *\|/.test(before) && !inCode[at - 1] && /^ *[^\s|]/.test(line)) {
      fault('needs an empty line after a table');
    }
    const list = LIST.exec(line);
    if (list && isAfterText && !LIST.test(before) && !/^ {2,}/.test(before)) {
      fault('needs an empty line before a list');
    }
    if (list && list[1].length % 4 !== 0) {
      fault('a nested list is indented by four spaces');
    }
    const plain = line
      .replace(/(`+)(?:(?!\1).)+\1/g, '`')
      .replace(/\\[<>]/g, '');
    for (const { 0: bold, index } of plain.matchAll(BOLD)) {
      const around = [plain[index - 1], plain[index + bold.length]];
      if (around.some(letter => letter && LETTER.test(letter))) {
        fault(
          `MkDocs shows the asterisks of ${bold}; take the whole word into the bold`,
        );
      }
    }
    const html = HTML.exec(plain);
    if (html) fault(`has raw HTML ${html[0]}; write it as \`code\``);
  });
  return faults;
}
