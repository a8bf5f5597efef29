/** Minutes since midnight of a time written as `HH:MM` with 24 hours (vendor contract); undefined for anything else. */
export function minutesOf(time: string): number | undefined {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time) ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : undefined;
}

/** What a time was meant to be, as `HH:MM`, and whether that is the only way to read it. */
export interface MeantTime {
  readonly time: string;
  readonly certain: boolean;
}

/**
 * The time of day in another way of writing it: `9:00`, `9am`, `5:30 pm`, `17h30`, `0900`, `09:00:00`, `noon`, and `24:00`,
 * which is the `00:00` that ends the day. A bare hour is uncertain, as `5` is often five in the afternoon.
 */
export function meantTime(written: string): MeantTime | undefined {
  if (written.length > 20) return undefined;
  const text = written.trim().toLowerCase();
  if (text === "noon" || text === "midday") return { time: "12:00", certain: true };
  if (text === "midnight") return { time: "00:00", certain: true };
  const found = /^(\d{1,2})(?:[:.h]?(\d{2})(?::00)?)?\s*(?:([ap])\.?m\.?|(h))?$/.exec(text);
  if (!found) return undefined;
  const [, hourText, minuteText, half, h] = found;
  const minute = Number(minuteText ?? 0);
  const hour = hourOf(Number(hourText), minute, half);
  if (hour === undefined || minute > 59) return undefined;
  return { time: `${twoDigits(hour)}:${twoDigits(minute)}`, certain: Boolean(minuteText ?? half ?? h) };
}

/** The hour of a day with 24 of them. */
function hourOf(hour: number, minute: number, half: string | undefined): number | undefined {
  if (half) return hour >= 1 && hour <= 12 ? (hour % 12) + (half === "p" ? 12 : 0) : undefined;
  if (hour === 24 && minute === 0) return 0;
  return hour < 24 ? hour : undefined;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}
