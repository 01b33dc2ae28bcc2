import fc from 'fast-check';
import { signalEntrySchema, type Signal } from '@naru/plugin-runbooks-common';
import { caseWith } from '../__fixtures__/cases';
import { CompiledSignal } from './CompiledSignal';
import { MessagePattern, patternLimits } from './MessagePattern';
import { MESSAGE_LIMIT } from './normalizeMessage';
import { RunbookIndex, STEP_LIMIT, type MatchWork } from './RunbookIndex';

/** Patterns that make engines that go back run for years. */
const CLASSIC = [
  '(a+)+$',
  '(a|a)*b',
  '(a|aa)+$',
  '(.*a){20}',
  '([a-z]+)*\\d',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(x+x+)+y',
  '(.*)*x',
  '(?:(?:a{1,20}){1,20})b',
  'a?'.repeat(60) + 'a'.repeat(60),
];

const patternSource = fc.oneof(
  fc.constantFrom(...CLASSIC),
  fc
    .array(
      fc.constantFrom(
        'a',
        'b',
        '.',
        '(a',
        ')',
        '|',
        '*',
        '+',
        '?',
        '{1,99}',
        '[a-c]',
        '^',
        '$',
        '\\',
        '\\d',
        '(?:',
        '{256}',
        ' ',
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join('')),
  fc.string({ maxLength: 320 }),
);

const message = fc.oneof(
  fc
    .tuple(
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 4 * MESSAGE_LIMIT }),
    )
    .map(([part, times]) => part.repeat(Math.ceil(times / part.length))),
  fc.constant('a'.repeat(2 * MESSAGE_LIMIT)),
  fc.string({ unit: 'binary', maxLength: 2_000 }),
);

describe('matching of hostile input', () => {
  it('refuses a pattern or keeps it within its bounds', () => {
    fc.assert(
      fc.property(patternSource, source => {
        let pattern: MessagePattern | undefined;
        let refusal: unknown;
        try {
          pattern = MessagePattern.compile(source);
        } catch (error) {
          refusal = error;
        }
        expect(pattern ?? refusal).toBeInstanceOf(
          pattern ? MessagePattern : Error,
        );
        expect(pattern?.size ?? 0).toBeLessThanOrEqual(patternLimits.program);
        expect(pattern ? source.length : 0).toBeLessThanOrEqual(
          patternLimits.length,
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('ends, and takes no more steps than the message has characters for each instruction', () => {
    const patterns = CLASSIC.flatMap(source => {
      try {
        return [
          CompiledSignal.compile(
            signalEntrySchema.parse({ kind: 'Pod', pattern: source }),
          ),
        ];
      } catch {
        return [];
      }
    });
    expect(patterns.length).toBeGreaterThan(5);
    const index = new RunbookIndex(
      patterns.map(({ entry }, at) => caseWith(`HOST-${100 + at}`, [entry])),
    );
    const cost = patterns.reduce((sum, pattern) => sum + pattern.cost, 0);
    fc.assert(
      fc.property(message, text => {
        let work: MatchWork | undefined;
        index.match([{ kind: 'Pod', message: text }], {
          onWork: done => {
            work = done;
          },
        });
        expect(work?.steps).toBeLessThanOrEqual(
          Math.min(STEP_LIMIT, cost * Math.min(text.length, MESSAGE_LIMIT)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('takes any signal without failing', () => {
    const index = new RunbookIndex([
      caseWith('ANY-001', [
        { text: 'a part … of a message … that is long' },
        { pattern: 'failed .{1,100} because' },
        { system: 'harbor', http: 500 },
      ]),
    ]);
    const word = fc.option(fc.string({ maxLength: 40 }), { nil: undefined });
    const signal: fc.Arbitrary<Signal> = fc.record({
      system: word,
      kind: word,
      reason: word,
      http: fc.option(fc.integer(), { nil: undefined }),
      message: fc.option(message, { nil: undefined }),
      condition: fc.option(
        fc.record({ type: fc.string(), status: word, reason: word }),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 5 }), signals => {
        for (const { score, why } of index.match(signals)) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(why.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
