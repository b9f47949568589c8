import { dayNumber } from "../../coaching/model/local-date.ts";
import { isExternalId } from "../external-id.ts";

const AMOUNT = /^-?\d{1,12}(?:\.\d{1,20})?$/;
/** Longer lines are cut: no bank has them, and an index or a message cannot hold just any text. */
const LONGEST_TEXT = 1000;

/** Whether an amount that came from outside is one that a column holds. */
export function fitsAmount(text: string): boolean {
  return AMOUNT.test(text);
}

/** Whether a day that came from outside is one. */
export function isDay(text: string): boolean {
  try {
    dayNumber(text);
    return isInstant(new Date(text));
  } catch {
    return false;
  }
}

/** Whether an instant that came from outside is one that can have happened. */
export function isInstant(at: Date): boolean {
  const year = at.getUTCFullYear();
  return year >= 1900 && year < 2200;
}

/** A text that came from outside as a column takes it: without NUL and broken characters, of a bearable length. */
export function storableText(text: string | null): string | null {
  return text === null ? null : storable(text).slice(0, LONGEST_TEXT).toWellFormed();
}

/** The same for an id that may be left out. */
export function storableId(text: string | null): string | null {
  return text !== null && isExternalId(text) ? text : null;
}

/** What came from outside, as the JSON of a jsonb parameter. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? storable(part) : part));
}

function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
