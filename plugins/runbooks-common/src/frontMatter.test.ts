import {
  caseFrontMatterSchema,
  caseTranslationSchema,
  signalEntrySchema,
} from './frontMatter';

const refusal = (entry: unknown) => {
  const parsed = signalEntrySchema.safeParse(entry);
  return parsed.success
    ? undefined
    : parsed.error.issues.map(({ message }) => message).join('; ');
};

describe('signalEntrySchema', () => {
  it.each([
    { kind: 'DataVolume', text: 'no such host' },
    { kind: ['DataVolume', 'Pod'], phase: 'Pending' },
    { text: 'failed to list refs … authentication required' },
    { pattern: ' dial tcp .{1,60} i/o timeout ' },
    { status: 'CrashLoopBackOff' },
    { kind: 'Pod', reason: 'CrashLoopBackOff' },
    { system: 'harbor', http: [401, 403] },
    { kind: 'Node', condition: 'DiskPressure' },
    { reason: 'OOMKilled' },
  ])('takes %j', entry => {
    expect(refusal(entry)).toBeUndefined();
  });

  it.each<[unknown, RegExp]>([
    [{}, /must have a field/],
    [{ kind: 'Pod' }, /too general/],
    [{ kind: 'Pod', condition: 'Ready' }, /too general/],
    [{ system: 'harbor' }, /too general/],
    [{ reason: 'CrashLoopBackOff' }, /"CrashLoopBackOff" alone is too general/],
    [{ sync: 'OutOfSync' }, /alone is too general/],
    [{ phase: ['Pending', 'Lost'] }, /"Pending" alone/],
    [{ text: 'timeout' }, /less than 12 letters/],
    [{ text: ['a text that is long enough', 'short'] }, /"short" has less/],
    [{ http: 404 }, /alone is too general/],
    [{ kind: 'Pod', text: 'two\nlines of a text' }, /./],
    [{ kind: 'Pod', wrong: 'x' }, /wrong/],
    [{ http: 99, system: 'x' }, /./],
  ])('refuses %j', (entry, message) => {
    expect(refusal(entry)).toMatch(message);
  });
});

describe('caseFrontMatterSchema', () => {
  const front = {
    id: 'KV-008',
    title: 'VM image import hangs',
    kind: 'check',
    severity: 'major',
    systems: ['cdi'],
    destructive: false,
    signals: [],
  };

  it('fills what may be left out, and takes numbers for words', () => {
    expect(
      caseFrontMatterSchema.parse({ ...front, keywords: ['import', 404] }),
    ).toEqual({
      ...front,
      keywords: ['import', '404'],
      related: [],
      since: {},
      until: {},
    });
  });

  it.each<[string, object]>([
    ['an id that is none', { id: 'kv-8' }],
    ['an unknown field', { author: 'me' }],
    ['a version that YAML took for a number', { since: { kubevirt: 1.1 } }],
    ['a system in capitals', { systems: ['KubeVirt'] }],
    ['no system', { systems: [] }],
    ['a title of two lines', { title: 'a\nb' }],
  ])('refuses %s', (_what, change) => {
    expect(
      caseFrontMatterSchema.safeParse({ ...front, ...change }).success,
    ).toBe(false);
  });
});

describe('caseTranslationSchema', () => {
  it('has only what has a language', () => {
    const translation = { id: 'KV-008', title: '임포트가 멈춤' };
    expect(caseTranslationSchema.parse(translation)).toEqual({
      ...translation,
      keywords: [],
    });
    expect(
      caseTranslationSchema.safeParse({ ...translation, severity: 'major' })
        .success,
    ).toBe(false);
  });
});
