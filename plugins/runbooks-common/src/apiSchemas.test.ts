import {
  feedbackRequestSchema,
  matchLimits,
  matchRequestSchema,
} from './apiSchemas';

describe('matchRequestSchema', () => {
  const request = (queries: unknown) => ({ language: 'ko', queries });

  it('takes questions up to the bounds', () => {
    const signals = Array.from({ length: matchLimits.signals }, () => ({
      kind: 'Pod',
      condition: { type: 'Ready', status: 'False', reason: '' },
      message: 'x',
    }));
    const queries = Array.from({ length: matchLimits.queries }, () => ({
      signals,
      limit: matchLimits.cases,
    }));
    expect(matchRequestSchema.safeParse(request(queries)).success).toBe(true);
  });

  it('takes empty words for missing ones', () => {
    const queries = [{ signals: [{ kind: '', status: '', message: '' }] }];
    expect(matchRequestSchema.safeParse(request(queries)).success).toBe(true);
  });

  it.each<[string, unknown]>([
    ['too many questions', Array.from({ length: 51 }, () => ({ signals: [] }))],
    ['too many signals', [{ signals: Array.from({ length: 21 }, () => ({})) }]],
    ['a limit of none', [{ signals: [], limit: 0 }]],
    ['an unknown field', [{ signals: [{ msg: 'x' }] }]],
    ['a huge message', [{ signals: [{ message: 'x'.repeat(1_000_001) }] }]],
    ['an HTTP status that is none', [{ signals: [{ http: 7 }] }]],
  ])('refuses %s', (_what, queries) => {
    expect(matchRequestSchema.safeParse(request(queries)).success).toBe(false);
  });
});

describe('feedbackRequestSchema', () => {
  it('wants a plain yes or no', () => {
    const voice = { helpful: true, language: 'en' };
    expect(feedbackRequestSchema.safeParse(voice).success).toBe(true);
    expect(
      feedbackRequestSchema.safeParse({ ...voice, helpful: 'yes' }).success,
    ).toBe(false);
    expect(
      feedbackRequestSchema.safeParse({ ...voice, person: 'me' }).success,
    ).toBe(false);
  });
});
