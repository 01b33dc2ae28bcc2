const FIELDS: { from: number; to: number; names?: string[] }[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  {
    from: 1,
    to: 12,
    names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
  },
  { from: 0, to: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
];
const MINUTE = 60_000;

/** Says whether a minute belongs to a schedule. */
export type CronSchedule = (time: Date) => boolean;

/**
 * Reads a schedule of five fields (minute, hour, day, month, weekday) as cron does.
 *
 * @param timeZone - IANA name such as `Asia/Seoul`; UTC unless told
 * @throws Error when schedule or zone cannot be read
 */
export function cronSchedule(text: string, timeZone = 'UTC'): CronSchedule {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    throw new Error(
      `expected exactly 5 fields, found ${fields.length}: [${text}]`,
    );
  }
  const sets = fields.map((field, index) => fieldSet(field, index));
  const isAny = (index: number) => /^[*?]/.test(fields[index]);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    minute: 'numeric',
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    weekday: 'short',
  });
  return time => {
    const parts = new Map(
      format.formatToParts(time).map(({ type, value }) => [type, value]),
    );
    const has = (index: number, value: number) => sets[index].has(value);
    const weekday = FIELDS[4].names?.indexOf(
      (parts.get('weekday') ?? '').toLocaleLowerCase('en-US'),
    );
    const day = has(2, Number(parts.get('day')));
    const ofWeek = has(4, weekday ?? -1);
    return (
      has(0, Number(parts.get('minute'))) &&
      has(1, Number(parts.get('hour'))) &&
      has(3, Number(parts.get('month'))) &&
      // When both are restricted, either is enough.
      (isAny(2) || isAny(4) ? day && ofWeek : day || ofWeek)
    );
  };
}

/** Whether the schedule began within the last `seconds`. */
export function beganWithin(
  schedule: CronSchedule,
  seconds: number,
  now: Date,
): boolean {
  const latest = Math.floor(now.getTime() / MINUTE) * MINUTE;
  for (
    let time = latest;
    time > now.getTime() - seconds * 1000;
    time -= MINUTE
  ) {
    if (schedule(new Date(time))) return true;
  }
  return false;
}

function fieldSet(text: string, index: number): Set<number> {
  const { from, to } = FIELDS[index];
  const set = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`failed to parse "${part}" of a schedule`);
    const [, first, last, step] = match;
    const isAny = first === '*' || first === '?';
    const start = isAny ? from : valueOf(first, index);
    const end = last !== undefined ? valueOf(last, index) : start;
    const until = isAny || (step && last === undefined) ? to : end;
    const by = Number(step ?? 1);
    if (start < from || until > to || start > until || by < 1) {
      throw new Error(`"${part}" is out of the range of a schedule`);
    }
    for (let value = start; value <= until; value += by) {
      // Both 0 and 7 are Sunday.
      set.add(index === 4 ? value % 7 : value);
    }
  }
  return set;
}

function valueOf(text: string, index: number): number {
  const named = FIELDS[index].names?.indexOf(text.toLocaleLowerCase('en-US'));
  if (named !== undefined && named !== -1) return named + FIELDS[index].from;
  if (!/^\d+$/.test(text)) {
    throw new Error(`failed to parse "${text}" of a schedule`);
  }
  return Number(text);
}
