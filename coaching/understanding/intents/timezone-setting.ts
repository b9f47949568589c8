import { findTimeZones, placeOf } from "../../model/time-zones.ts";
import type { Message } from "../message.ts";
import { ORDERS } from "../orders.ts";
import { pattern } from "../pattern.ts";
import { ownWords } from "../sentence.ts";
import type { SettingReading } from "./set-setting.ts";

const PLACE = String.raw`(?<place>\p{L}[\p{L}_]* \/ [\p{L}_]+(?: \/ [\p{L}_]+)?|\p{L}[\p{L}'./-]*(?: (?!(?:please|now|from|instead|time|thanks|currently|today|this|for|until|till|because|and|but|by)(?!\p{L}))[\p{L}'./-]+){0,3})`;
const TAIL = String.raw`(?: (?:please|now|thanks|currently|at the moment|today|these days|this (?:week|month)|from now on|instead|time|for (?:a|the|two|a few|\p{L}+) [\p{L} ]{1,20}|(?:until|till) [\p{L} ]{1,20}))*`;
const END = String.raw`${TAIL}(?: [.!])*$`;

/** The zone named as one: "my timezone is Berlin", "set my time zone to New York", "use Tokyo time". */
const NAMED = pattern(
  "u",
  String.raw`\b(?:time ?zone|local time|my clock|tz)(?: (?:is|to|as|=|:|now|should be|be|in|changed|moved))* ${PLACE}${END}`,
);
const BY_TIME = pattern(
  "u",
  String.raw`\b(?:use|switch to|go with|change to|set (?:it |me |my clock )?to|i am on|put me on) ${PLACE} time${END}`,
);
/** The zone by where the person is or moved to; only a whole message and a known place count. */
const BY_PLACE = pattern(
  "u",
  String.raw`^(?:(?:hi|hey|hello|ok|okay|so|fyi|btw|just so you know|note|coach) )*(?:, )?(?:i|we) (?:`,
  String.raw`(?:am|are)(?: (?:now|currently|back|staying|living|based|at home))* (?:in|to)|live(?: now)? in|`,
  String.raw`(?:have |just |have just |recently |will )*(?:moved|moving|relocated|landed|arrived|flew|got back|travelled|traveled|move)(?: back)? (?:to|in)) `,
  `${PLACE}${END}`,
);

/** A wish that the coach go by another place's clock. The value is the place as it was said. */
export function readTimezone({ flat, sentence }: Message): SettingReading | null {
  const named = NAMED.exec(flat);
  const match = named ?? BY_TIME.exec(flat) ?? BY_PLACE.exec(flat);
  const place = match?.groups?.place;
  if (!match || place === undefined) {
    return /\btime ?zone\b/u.test(flat) && ORDERS.test(flat)
      ? { name: "timezone", value: null, confidence: 0.85 }
      : null;
  }
  const start = match.index + match[0].lastIndexOf(` ${place}`) + 1;
  const said = ownWords(sentence, { start, end: start + place.length });
  if (named) return { name: "timezone", value: said, confidence: 0.95 };
  return isPlace(said) ? { name: "timezone", value: said, confidence: 0.9 } : null;
}

/** A city or country by its full name: "mad" is no Madrid here, since it was not said as a zone. */
function isPlace(said: string): boolean {
  const folded = said.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const [zone, ...others] = findTimeZones(said);
  if (zone === undefined || others.length > 0) return false;
  const name = placeOf(zone).toLowerCase();
  return name === folded || !name.startsWith(folded);
}
