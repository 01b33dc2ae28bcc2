import * as fc from 'fast-check';
import { planQuery } from '../query/planQuery';
import { highlightFragment, highlightWhole } from '../query/highlight';
import { scoreDocument } from '../query/scoreDocument';
import { Vocabularies, Vocabulary } from '../query/Vocabulary';
import { conceptTexts, vectorText } from '../postgres/tsText';
import { SYNONYMS, VERBS } from './fieldWords';
import { initialsOf, lettersOf } from './hangul';
import { termsOf } from './termsOf';
import { foldText, tokensOf } from './tokens';
import {
  MAX_DOCUMENT_TERMS,
  weighDocument,
  WEIGHT_UNITS,
} from './weighDocument';

const termsIn = (text: string) =>
  tokensOf(foldText(text)).flatMap(token => termsOf(token)?.all ?? []);

/** Text as it may come: Korean, English, names, signs, broken surrogates. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '인증서',
          '가',
          ' ',
          'VM',
          'team1-staging/web-01',
          'ㅇㅈㅅ',
          '되지',
          "'",
          '\\',
          ':*&|!()<->',
          'ＶＭ',
          'FailedScheduling',
          '\ud800',
          '\0',
          '값',
        ),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join('')),
);

describe('analysis', () => {
  it.each([
    ['signs within a name', `a${'-'.repeat(200_000)}b`],
    ['signs around a name', `${'-'.repeat(100_000)}b${'/'.repeat(100_000)}`],
    ['one endless name', 'a.'.repeat(100_000)],
    ['one endless Korean word', '가'.repeat(200_000)],
    ['Korean and English in turn', '가a'.repeat(100_000)],
  ])('takes no long time for %s', (_, text) => {
    const began = performance.now();
    weighDocument({ title: 'x', text, location: '/x' });
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it.each([
    ['KV-008', ['kv-008', 'kv008', 'kv', '008']],
    [
      'team1-staging/web-01',
      ['team1-staging/web-01', 'team1-staging', 'web-01', 'team1', 'web', '01'],
    ],
    ['FailedScheduling', ['failedscheduling', 'failed', 'fail', 'schedul']],
    ['ＶＭ', ['vm']],
    ['VM이', ['vm']],
    ['Pod가', ['pod']],
    ['PVC를', ['pvc']],
    ['certificates', ['certificates', 'certif']],
    ['10.0.0.12', ['10.0.0.12', '10', '12']],
    ['인증서만료', ['인증서만료', '인증서', '만료', '~인증', '~서만']],
  ])('makes of %s what people look for', (text, terms) => {
    expect(termsIn(text)).toEqual(expect.arrayContaining(terms));
  });

  it('splits Korean from what it stands at', () => {
    expect(tokensOf('VM생성 web-01에서').map(({ word }) => word)).toEqual([
      'vm',
      '생성',
      'web-01',
    ]);
  });

  it('says where a word stands', () => {
    const text = 'Der VM이 team1/web-01에서 멈춤';
    for (const { start, end, written } of tokensOf(text)) {
      expect(text.slice(start, end)).toBe(written);
    }
  });

  it('knows letters and initials', () => {
    expect(initialsOf('인증서')).toBe('ㅇㅈㅅ');
    expect(lettersOf('값')).toBe('ㄱㅏㅂㅅ');
    expect(lettersOf('과')).toBe('ㄱㅗㅏ');
  });

  it('has a table of words without doubles and strays', () => {
    for (const group of SYNONYMS) {
      expect(new Set(group).size).toBe(group.length);
      expect(group.length).toBeGreaterThan(1);
      for (const words of group) {
        expect(words).toBe(words.trim().toLowerCase());
        expect(termsIn(words)).not.toEqual([]);
      }
    }
    for (const [verb, beginnings] of Object.entries(VERBS)) {
      expect(verb).toMatch(/다$/u);
      expect(beginnings.every(beginning => beginning.length > 1)).toBe(true);
    }
  });

  it('never throws and stays bounded, whatever comes', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, text) => {
        const weights = weighDocument({ title, text, location: '/' });
        expect(weights.size).toBeLessThanOrEqual(MAX_DOCUMENT_TERMS);
        for (const [term, weight] of weights) {
          expect(term.length).toBeGreaterThan(0);
          expect(term.length).toBeLessThanOrEqual(130);
          expect(weight).toBeGreaterThanOrEqual(1);
          expect(weight).toBeLessThanOrEqual(WEIGHT_UNITS);
        }
        expect(vectorText(weights)).not.toContain('\0');
      }),
      { numRuns: 300 },
    );
  });

  it('plans any query within bounds, and marks without losing text', () => {
    fc.assert(
      fc.property(anyText, anyText, (query, text) => {
        const weights = weighDocument({ title: text, text, location: '/' });
        const plan = planQuery(
          query,
          new Vocabularies([
            new Vocabulary({
              documents: 3,
              frequencies: new Map([...weights.keys()].map(term => [term, 1])),
            }),
          ]),
        );
        expect(plan.concepts.length).toBeLessThanOrEqual(24);
        expect(plan.terms.length).toBeLessThanOrEqual(700);
        expect(conceptTexts(plan)).toHaveLength(plan.concepts.length);
        const score = scoreDocument(
          plan,
          plan.terms.map(term => weights.get(term) ?? 0),
        );
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        const tags = { pre: '⟦', post: '⟧' };
        const marked = highlightWhole(text, plan, tags);
        expect(marked?.replace(/[⟦⟧]/gu, '') ?? '').toBe(
          marked === undefined ? '' : foldText(text).replace(/[⟦⟧]/gu, ''),
        );
        expect(
          (highlightFragment(text, plan, tags) ?? '').length,
        ).toBeLessThanOrEqual(1_000);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a long text and a long word in time', () => {
    const long = {
      title: '가'.repeat(20_000),
      text: `${'인증서만료'.repeat(4_000)} ${'a-'.repeat(50_000)} ${'x/'.repeat(
        20_000,
      )}`,
      location: '/',
    };
    const start = performance.now();
    weighDocument(long);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
