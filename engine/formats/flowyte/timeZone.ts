import { nearest } from "../../text/nearest.ts";

/** What a text is as the name of a time zone. */
export type TimeZoneName =
  /** `usual` where the name is usually written with other capitals. */
  | { readonly is: "zone"; readonly usual?: string }
  /** In the list of zones for old programs' sake: an offset, or a region without a place. */
  | { readonly is: "abbreviation"; readonly meant?: MeantZone }
  | { readonly is: "unknown"; readonly meant?: MeantZone };

/** The zone that a text most likely names, and whether it hardly can be another. */
export interface MeantZone {
  readonly zone: string;
  readonly certain: boolean;
}

/**
 * Reads an IANA name of a time zone, such as `America/Denver`, or an older one, such as `US/Mountain`. Offsets and
 * abbreviations are none (Flowproof's choice): they do not say where the business is, so not when its clocks change.
 */
export function timeZoneName(text: string): TimeZoneName {
  const zones = allZones();
  if (zones.includes(text)) return { is: "zone" };
  const known = /^[A-Za-z][\w+/-]{2,60}$/.test(text) && formatsDatesIn(text);
  const short = text.toUpperCase();
  if (known && abbreviations.has(short)) return { is: "abbreviation", meant: meantZone(text, zones) };
  // Beyond the IANA names, programs that format dates know many abbreviations, each in a reading of its own.
  if (!known || (short.length === 3 && !shortNames.has(short))) return { is: "unknown", meant: meantZone(text, zones) };
  return { is: "zone", usual: zones.find((zone) => zone.toLowerCase() === text.toLowerCase()) };
}

function formatsDatesIn(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

function allZones(): readonly string[] {
  return typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
}

/** By an abbreviation or name of an American zone, or by a city. */
function meantZone(text: string, zones: readonly string[]): MeantZone | undefined {
  if (text.length > 60) return undefined;
  const name = text.trim().replaceAll(" ", "_").toLowerCase();
  const american = americanName.exec(name);
  if (american) return { zone: americanZones.get((american[1] ?? american[2])!.charAt(0))!, certain: false };
  const city = cityOf(name);
  const there = zones.filter((zone) => cityOf(zone.toLowerCase()) === city);
  if (there.length > 0) return there.length === 1 ? { zone: there[0]!, certain: true } : undefined;
  // Only cities are compared: with the same region before both, strange cities would look alike.
  const region = name.slice(0, name.length - city.length);
  const around = region === "" ? [] : zones.filter((zone) => zone.toLowerCase().startsWith(region));
  const like = nearest(city, around.map(cityOf));
  const zone = like && around.find((one) => cityOf(one) === like);
  return zone ? { zone, certain: true } : undefined;
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1);
}

/** Such as est, et, eastern and us_eastern_standard_time. */
const americanName =
  /^([ecmp])[sd]?t$|^(?:us_)?(eastern|central|mountain|pacific)(?:_(?:standard|daylight))?(?:_time)?$/;

// The numbers of this vendor's customers are American unless they say otherwise, so CST is read as Chicago's, not China's.
const americanZones: ReadonlyMap<string, string> = new Map([
  ["e", "America/New_York"],
  ["c", "America/Chicago"],
  ["m", "America/Denver"],
  ["p", "America/Los_Angeles"],
]);

/** The names of three letters in the list of zones: those that are abbreviations, and those that are not. */
const abbreviations: ReadonlySet<string> = new Set(["CET", "EET", "EST", "HST", "MET", "MST", "WET"]);
const shortNames: ReadonlySet<string> = new Set(["GMT", "PRC", "ROC", "ROK", "UCT", "UTC"]);
