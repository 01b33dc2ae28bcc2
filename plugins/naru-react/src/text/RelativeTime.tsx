import { useEffect, useState } from 'react';
import { useLanguage } from './useLanguage';

const UNITS = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const TICK_MS = 15_000;

/**
 * How long ago `since` was, in the words of `language`: "3 days ago", "3일 전".
 *
 * @public
 */
export function relativeTime(
  since: Date,
  language: string,
  options: { now?: Date; short?: boolean } = {},
): string {
  const { now = new Date(), short } = options;
  const format = new Intl.RelativeTimeFormat(language, {
    numeric: 'auto',
    style: short ? 'short' : 'long',
  });
  const past = Math.max(0, now.getTime() - since.getTime());
  const [unit, length] =
    UNITS.find(([, milliseconds]) => past >= milliseconds) ?? UNITS[5];
  return format.format(-Math.floor(past / length), unit);
}

/**
 * `date` to the minute, in the words of `language` and the zone of the browser.
 *
 * @public
 */
export function absoluteTime(date: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(date);
}

/**
 * A moment in the past that keeps its distance right; the exact time shows on hover. `at` is ISO 8601.
 *
 * @public
 */
export function RelativeTime(props: {
  at: string | Date;
  /** For narrow places: "3 mo. ago". */
  short?: boolean;
  className?: string;
}) {
  const language = useLanguage();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const at = new Date(props.at);
  if (Number.isNaN(at.getTime())) {
    return <>–</>;
  }
  return (
    <time
      className={props.className}
      dateTime={at.toISOString()}
      title={absoluteTime(at, language)}
    >
      {relativeTime(at, language, { now, short: props.short })}
    </time>
  );
}
