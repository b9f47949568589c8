/**
 * A time of day that a person typed, as `HH:MM`: `7`, `7:30`, `07.30`, `7h30`, `7am`, `9:15 pm`, `noon`, `midnight`.
 *
 * @returns null when it is no time of day, such as `25:00`
 */
export function readClockTime(said: string): string | null {
  const text = said
    .trim()
    .toLowerCase()
    .replace(/^at\s+/, "");
  if (text === "noon" || text === "midday") return "12:00";
  if (text === "midnight") return "00:00";
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(?:o'?clock)?\s*(am|pm|a\.m\.|p\.m\.)?$/.exec(text);
  if (match?.[1] === undefined) return null;
  const half = match[3]?.[0];
  const said12 = Number(match[1]);
  const minute = Number(match[2] ?? "0");
  if (half !== undefined && (said12 < 1 || said12 > 12)) return null;
  const hour = half === undefined ? said12 : (said12 % 12) + (half === "p" ? 12 : 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Minutes since midnight of an `HH:MM` (or a database `HH:MM:SS`). */
export function minuteOfClockTime(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}
