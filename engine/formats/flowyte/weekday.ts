/** The days of a week as a schedule names them, in order (vendor contract). */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export type Weekday = (typeof weekdays)[number];

export function isWeekday(key: string): key is Weekday {
  return (weekdays as readonly string[]).includes(key);
}

/** The day that another English name of it means: `Monday`, `MON`, `tues`, `Thurs.`. */
export function meantDay(key: string): Weekday | undefined {
  const name = key.trim().toLowerCase().replace(/\.$/, "");
  if (name.length < 2) return undefined;
  return weekdays.find((day, i) => fullNames[i]!.startsWith(name) || name === `${day}s`);
}

const fullNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
