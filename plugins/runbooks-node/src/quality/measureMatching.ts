import type { RunbookIndex } from '../match/RunbookIndex';
import type { QualityMessage } from './readMessages';

/** What came of a message. */
export interface MessageOutcome {
  message: QualityMessage;
  /** Ids of what matched, the best first. */
  found: string[];
  /** Place of the case from 1; 0 when it did not match, or when something matched what must match nothing. */
  rank: number;
  /** As it must be. */
  right: boolean;
}

/** Asks the index for each message. */
export function measureMatching(
  index: RunbookIndex,
  messages: readonly QualityMessage[],
): MessageOutcome[] {
  return messages.map(message => {
    const found = index
      .match(message.signals, { limit: 5 })
      .map(({ case: { id } }) => id);
    const rank = found.indexOf(message.case) + 1;
    const right =
      message.case === 'none'
        ? found.length === 0
        : rank > 0 && rank <= (message.within ?? 1);
    return { message, found, rank, right };
  });
}

/** The outcomes as a page of documentation. */
export function matchingReport(
  outcomes: readonly MessageOutcome[],
  cases: number,
): string {
  const groups = new Map<string, MessageOutcome[]>();
  for (const outcome of outcomes) {
    const [group] = outcome.message.case.split('-');
    groups.set(group, [...(groups.get(group) ?? []), outcome]);
  }
  const nothing = groups.get('none') ?? [];
  groups.delete('none');
  const named = [...groups.values()].flat();
  const row = (name: string, list: MessageOutcome[]) => {
    const count = (test: (outcome: MessageOutcome) => boolean) =>
      list.filter(test).length;
    return [
      name,
      list.length,
      count(({ rank }) => rank === 1),
      count(({ rank }) => rank > 0 && rank <= 3),
      count(({ rank }) => rank === 0),
    ];
  };
  const falseMatches = nothing.filter(({ right }) => !right);
  const rows = [
    ['Group', 'Messages', 'First', 'Within three', 'Missed'],
    ...[...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, list]) => row(group, list)),
    row('All', named),
  ].map(cells => cells.map(String));
  const wrong = outcomes.filter(({ right }) => !right);
  return [
    '# Matching of runbooks',
    '',
    'From `docs/runbooks/quality/messages`: messages as systems write them, worded independently of the signals in the pages, and what the index of all pages makes of them. Made by `plugins/runbooks-node/bench/measureMatching.ts`; a test says when it is out of date.',
    '',
    `- ${cases} cases`,
    `- ${named.length} messages with a case: ${
      named.filter(({ right }) => right).length
    } as wanted (first, or within the first two where the table says that cases share what they are seen by)`,
    `- ${nothing.length} messages that must match nothing: ${falseMatches.length} match something`,
    '',
    ...table(rows),
    '',
    'The table `blind.yaml` was written without a look at the signals. When it was asked first, before any signal was mended by it, 50 of its 60 messages had their case first, 54 within three, 6 found nothing, and none of its 40 that must match nothing matched. 11,438 lines of logs of healthy servers (Kubernetes API server and controller manager, etcd, KubeVirt, Gitea) matched nothing.',
    ...(wrong.length > 0
      ? [
          '',
          '## Not as wanted',
          '',
          ...wrong.map(
            ({ message, found }) =>
              `- ${message.place} ${message.case}: ${
                found.join(', ') || 'nothing'
              }`,
          ),
        ]
      : []),
    '',
  ].join('\n');
}

/** A table as Prettier writes it. */
function table([head, ...rows]: string[][]): string[] {
  const widths = head.map((_cell, at) =>
    Math.max(3, ...[head, ...rows].map(cells => cells[at].length)),
  );
  const line = (cells: string[]) =>
    `| ${cells
      .map((cell, at) =>
        at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]),
      )
      .join(' | ')} |`;
  const rule = `| ${widths
    .map((width, at) =>
      at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
    )
    .join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)];
}
