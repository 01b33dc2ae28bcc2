import type { Signal } from '@naru/plugin-runbooks-common';
import { caseWith } from '../__fixtures__/cases';
import { MESSAGE_LIMIT } from './normalizeMessage';
import { RunbookIndex, STEP_LIMIT, type MatchWork } from './RunbookIndex';

const index = new RunbookIndex([
  caseWith('IMP-001', [
    { kind: 'DataVolume', text: 'no such host' },
    { kind: 'DataVolume', condition: 'Running', reason: 'TransferFailed' },
  ]),
  caseWith('IMP-002', [
    {
      kind: ['DataVolume', 'Pod'],
      phase: 'ImportInProgress',
      text: 'no such host',
    },
  ]),
  caseWith('POD-001', [{ kind: 'Pod', reason: 'CrashLoopBackOff' }], 'minor'),
  caseWith(
    'POD-002',
    [{ kind: 'Pod', reason: 'CrashLoopBackOff' }],
    'critical',
  ),
  caseWith(
    'POD-003',
    [{ kind: 'Pod', reason: 'CrashLoopBackOff' }],
    'critical',
  ),
  caseWith('REG-001', [{ system: 'harbor', http: [401, 403] }]),
  caseWith('REG-002', [{ pattern: 'pulling .{1,60} unauthorized' }]),
  caseWith('NODE-001', [{ kind: 'Node', condition: 'DiskPressure' }]),
  caseWith('NODE-002', [
    {
      kind: 'Node',
      condition: ['Ready', 'DiskPressure'],
      text: 'kubelet stopped',
    },
  ]),
]);

const ids = (...signals: Signal[]) =>
  index.match(signals).map(({ case: { id } }) => id);

describe('RunbookIndex', () => {
  it('wants all fields of an entry', () => {
    expect(ids({ kind: 'Pod', message: 'lookup x: no such host' })).toEqual([]);
    expect(ids({ message: 'lookup x: no such host' })).toEqual([]);
    expect(
      ids({ kind: 'DataVolume', message: 'lookup x: no such host' }),
    ).toEqual(['IMP-001']);
  });

  it('puts the more specific fit first', () => {
    expect(
      ids({
        kind: 'DataVolume',
        phase: 'ImportInProgress',
        message: 'No such  host',
      }),
    ).toEqual(['IMP-002', 'IMP-001']);
  });

  it('wants the reason of the condition or of the container', () => {
    const condition = { type: 'Running', status: 'False' };
    expect(
      ids({
        kind: 'DataVolume',
        condition: { ...condition, reason: 'TransferFailed' },
      }),
    ).toEqual(['IMP-001']);
    expect(
      ids({ kind: 'DataVolume', condition: { ...condition, reason: 'Error' } }),
    ).toEqual([]);
  });

  it('orders equal fits by severity and id, always alike', () => {
    const crash = { kind: 'Pod', reason: 'crashloopbackoff' };
    expect(ids(crash)).toEqual(['POD-002', 'POD-003', 'POD-001']);
    expect(ids(crash, crash)).toEqual(['POD-002', 'POD-003', 'POD-001']);
  });

  it('adds a little for each further entry that fits', () => {
    const message = { kind: 'DataVolume', message: 'no such host' };
    const condition = {
      kind: 'DataVolume',
      condition: { type: 'Running', status: 'False', reason: 'TransferFailed' },
    };
    const [{ score: one }] = index.match([message]);
    const [{ score: both, why }] = index.match([message, condition]);
    expect(both).toBeGreaterThan(one);
    expect(both).toBeLessThan(1);
    expect(why).toEqual(
      expect.arrayContaining([
        'message: “no such host”',
        'reason: TransferFailed',
      ]),
    );
  });

  it('compares numbers, and any of a list', () => {
    expect(ids({ system: 'harbor', http: 403 })).toEqual(['REG-001']);
    expect(ids({ system: 'harbor', http: 404 })).toEqual([]);
    expect(ids({ system: 'vault', http: 403 })).toEqual([]);
  });

  it('says what a pattern found', () => {
    const [{ why }] = index.match([
      { message: 'failed pulling image x:1: unauthorized' },
    ]);
    expect(why).toEqual(['message: “pulling image x:1: unauthorized”']);
  });

  it('takes a condition by its type only where it tells of a fault', () => {
    expect(
      ids({
        kind: 'Node',
        condition: { type: 'DiskPressure', status: 'True' },
      }),
    ).toEqual(['NODE-001']);
    expect(
      ids({
        kind: 'Node',
        condition: { type: 'DiskPressure', status: 'False' },
      }),
    ).toEqual([]);
    expect(
      ids({ kind: 'Node', condition: { type: 'Ready', status: 'True' } }),
    ).toEqual([]);
    expect(
      ids({
        kind: 'Node',
        condition: { type: 'Ready', status: 'Unknown' },
        message: 'Kubelet stopped posting node status.',
      }),
    ).toEqual(['NODE-002']);
  });

  it('knows nothing where nothing is said', () => {
    expect(ids()).toEqual([]);
    expect(ids({})).toEqual([]);
    expect(ids({ message: '' })).toEqual([]);
  });

  it('gives no more than asked for', () => {
    expect(
      index.match([{ kind: 'Pod', reason: 'CrashLoopBackOff' }], { limit: 1 }),
    ).toHaveLength(1);
  });

  it('reads the first part of a long message', () => {
    const long = 'x '.repeat(MESSAGE_LIMIT);
    expect(ids({ kind: 'DataVolume', message: `${long}no such host` })).toEqual(
      [],
    );
    expect(
      ids({ kind: 'DataVolume', message: `no such host ${long}` }),
    ).toEqual(['IMP-001']);
  });

  it('stops running patterns when the steps of a question are spent', () => {
    const many = new RunbookIndex(
      Array.from({ length: 200 }, (_, at) =>
        caseWith(`MANY-${String(at).padStart(3, '0')}`, [
          { pattern: `failed .{1,200} number ${at} ` },
        ]),
      ),
    );
    const works: MatchWork[] = [];
    many.match(
      [
        {
          message: Array.from(
            { length: 200 },
            (_, at) => `failed x number ${at} .`,
          ).join(' '),
        },
      ],
      { onWork: work => works.push(work) },
    );
    expect(works[0].candidates).toBe(200);
    expect(works[0].steps).toBeLessThanOrEqual(STEP_LIMIT);
    expect(works[0].patterns).toBeLessThan(200);
  });

  it('runs the patterns of a folder however much those of another cost', () => {
    const costly = {
      ...caseWith('TEAM-001', [
        {
          kind: 'Pod',
          pattern: 'connection refused by the queue .{300}.{300}',
        },
        {
          kind: 'Pod',
          pattern: 'connection refused by the queue .{300}.{299}',
        },
        {
          kind: 'Pod',
          pattern: 'connection refused by the queue .{300}.{298}',
        },
      ]),
      source: 'team',
    };
    const both = new RunbookIndex([
      caseWith('NET-001', [{ pattern: 'queue .{1,60} unauthorized' }]),
      costly,
    ]);
    const message = `connection refused by the queue: queue x unauthorized${' y'.repeat(
      MESSAGE_LIMIT,
    )}`;
    const found = both.match([{ kind: 'Pod', message }]);
    expect(found.map(({ case: { id } }) => id)).toContain('NET-001');
  });

  it('takes one spelling of a letter for the other', () => {
    const korean = new RunbookIndex([
      caseWith('NET-001', [{ text: '이름을 찾지 못했습니다 데이터' }]),
      caseWith('NET-002', [{ pattern: '이름을 .{1,20} 못했습니다' }]),
    ]);
    const message = '이름을 찾지 못했습니다 데이터'.normalize('NFD');
    expect(korean.match([{ message }]).map(({ case: { id } }) => id)).toEqual(
      expect.arrayContaining(['NET-001', 'NET-002']),
    );
  });
});
