/** Days since 1 January 1970 of a date written as `YYYY-MM-DD`; undefined when it is written otherwise or is no real day. */
export function dayNumber(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const at = Date.parse(date);
  // 30 February may be read as a day in March: then it comes back as another date.
  return Number.isNaN(at) || dateOf(at / DAY) !== date ? undefined : at / DAY;
}

/** The date of a day, as `YYYY-MM-DD`. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The date in another way of writing it, where only one is possible: `2026-1-5`, `2026/12/25`, `20261225`,
 * `2026-12-25T00:00:00Z`, and `12/25/2026`, whose 25 can be no month.
 */
export function meantDate(written: string): string | undefined {
  if (written.length > 40) return undefined;
  const text = written.trim();
  const yearFirst =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:.*)?$/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text);
  if (yearFirst) return real(yearFirst[1]!, yearFirst[3]!, yearFirst[4]!);
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (!yearLast) return undefined;
  const [, a, , b, year] = yearLast;
  const monthFirst = real(year!, a!, b!);
  const dayFirst = real(year!, b!, a!);
  return monthFirst && dayFirst && monthFirst !== dayFirst ? undefined : (monthFirst ?? dayFirst);
}

function real(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return dayNumber(date) === undefined ? undefined : date;
}

/** A moment as written. */
export interface Moment {
  /** Milliseconds since 1970; undefined when it names no time zone. */
  readonly at?: number;
  /** Whether it is written as a date-time of RFC 3339, as the vendor's contract has it. */
  readonly strict: boolean;
}

/**
 * The moment that a text names; undefined when it names none. Databases write a blank for the `T`, offsets such as `+00`,
 * and sometimes no zone: such texts name a moment too, though not in the contract's form.
 */
export function momentOf(text: string): Moment | undefined {
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:([Tt ])([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(\.\d{1,9})?)?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)?)?$/.exec(
      text,
    );
  const day = found && dayNumber(found[1]!);
  if (!found || day === undefined || day === null) return undefined;
  const [, , t, hour, minute, second, fraction, z, sign, zoneHour, zoneMinute] = found;
  if (Number(zoneHour ?? 0) > 23 || Number(zoneMinute ?? 0) > 59) return undefined;
  const strict = t !== undefined && t !== " " && second !== undefined && (z ?? zoneMinute) !== undefined;
  if (z === undefined && sign === undefined) return { strict };
  const offset = (Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0)) * (sign === "-" ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  return { at: day * DAY + minutes * 60_000 + (Number(second ?? 0) + Number(fraction ?? 0)) * 1000, strict };
}

const DAY = 86_400_000;
