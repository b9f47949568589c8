/** A time of day as `HH:MM`: "8pm", "21:30", "half past 8", "noon", "9 in the evening". */
export function readTime(flat: string): string | null {
  if (/\b(?:noon|midday)\b/u.test(flat)) return "12:00";
  if (/\bmidnight\b/u.test(flat)) return "00:00";
  const words: Readonly<Record<string, number>> = {
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
  };
  const hourWords = Object.keys(words).join("|");
  const isEvening = /\b(?:evening|evenings|night|nights|tonight|afternoon|dinner|p ?\. ?m)\b/u.test(flat);
  const spoken = new RegExp(
    String.raw`\b(half past|half|quarter past|quarter to) (\d{1,2}|${hourWords})(?: ?(am|pm|a ?\. ?m|p ?\. ?m))?`,
    "u",
  ).exec(flat);
  if (spoken) {
    const hour = words[spoken[2] ?? ""] ?? Number(spoken[2]);
    const [shift, minute] =
      spoken[1] === "quarter past" ? [0, 15] : spoken[1] === "quarter to" ? [-1, 45] : [0, 30];
    return clock(hour + shift, minute, spoken[3], isEvening);
  }
  const matches = [
    ...flat.matchAll(
      new RegExp(
        String.raw`(?:\b(at|to|for|around|by|from|is|@|until|about|=|before|after|:)(?: about|` +
          String.raw` around)? )?(?<![\d/])(\d{1,2}|${hourWords})(?:[:.h] ?(\d{2}))?(?: ?(am|pm|a ?\. ?m|` +
          String.raw`p ?\. ?m|o'clock|h|hrs|hours|uhr))?(?![\p{L}\d/%])`,
        "gu",
      ),
    ),
  ];
  const scored = matches.filter(
    ([, preposition, , minute, half]) =>
      preposition !== undefined || minute !== undefined || half !== undefined,
  );
  const best =
    scored.findLast(([, preposition]) => preposition === "to" || preposition === "at") ?? scored.at(-1);
  if (!best) return null;
  const hour = words[best[2] ?? ""] ?? Number(best[2]);
  return clock(hour, Number(best[3] ?? 0), best[4], isEvening);
}

function clock(hour: number, minute: number, half: string | undefined, isEvening: boolean): string | null {
  const mark = half?.replace(/[ .]/g, "");
  const isAfternoon = mark === "pm" || (isEvening && mark !== "am" && hour < 12 && hour > 0);
  const turned = isAfternoon && hour < 12 ? hour + 12 : mark === "am" && hour === 12 ? 0 : hour;
  if (turned > 23 || turned < 0 || minute > 59) return null;
  return `${String(turned).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
