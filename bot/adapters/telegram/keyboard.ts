import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { labelOf } from "../../../prompts/index.ts";
import { type Button, type OutboundMessage, readToken } from "../../message.ts";
import { sendable } from "./markup.ts";

/** What comes back from the button that confirms several answers; no token of ours looks like it. */
const DONE = "done";
/** Before the words of an answer that is ticked. */
const TICK = "✅ ";

/** A mood is asked for as faces, the worst first, by the question's seven ids. */
const FACES: ReadonlyMap<string, string> = new Map([
  ["1", "😣"],
  ["2", "🙁"],
  ["3", "😕"],
  ["4", "😐"],
  ["5", "🙂"],
  ["6", "😊"],
  ["7", "😁"],
]);

/** The longest words of a button by how many stand in a row, so that a phone shows them whole. */
const LONGEST_IN_ROW: readonly number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 16, 10, 7, 6];

type Key = { readonly text: string; readonly callback_data: string };
type Rows = readonly (readonly Key[])[];

/**
 * A message's buttons as a keyboard under it: a row of faces, short answers side by side, asides below.
 *
 * Where several may be chosen, the answers are ticked in the keyboard itself and a further button confirms them: what is
 * ticked needs to be remembered nowhere else.
 */
export function keyboardOf({ buttons, many }: OutboundMessage): InlineKeyboardMarkup | undefined {
  if (buttons.length === 0) return undefined;
  const answers = buttons.filter((button) => !button.aside);
  const asides = buttons.filter((button) => button.aside).map(keyOf);
  if (many && answers.length > 0) {
    const done = { text: labelOf("telegram/many", "done")?.text ?? DONE, callback_data: DONE };
    return markup([...rowsOf(answers.map(keyOf), TICK.length), ...rowsOf([done, ...asides])]);
  }
  const faces = facesOf(answers);
  return markup([...(faces === null ? rowsOf(answers.map(keyOf)) : [faces]), ...rowsOf(asides)]);
}

function keyOf({ label, token }: Button): Key {
  return { text: sendable(label), callback_data: token };
}

/** Seven answers with the ids 1 to 7 in one row; null when it is another question. */
function facesOf(answers: readonly Button[]): readonly Key[] | null {
  const keys = answers.map(({ token }) => {
    const read = readToken(token);
    return { text: FACES.get(read.kind === "question" ? read.choice : "") ?? "", callback_data: token };
  });
  return keys.map(({ text }) => text).join() === [...FACES.values()].join() ? keys : null;
}

/** @param extra how much longer a button's words may become */
function rowsOf(keys: readonly Key[], extra = 0): Rows {
  const rows: Key[][] = [];
  for (const key of keys) {
    const row = rows.at(-1);
    const wider = [...(row ?? []), key];
    const longest = LONGEST_IN_ROW[wider.length] ?? 0;
    if (row !== undefined && wider.every(({ text }) => text.length + extra <= longest)) row.push(key);
    else rows.push([key]);
  }
  return rows;
}

function markup(rows: Rows): InlineKeyboardMarkup {
  return { inline_keyboard: rows.map((row) => [...row]) };
}

/**
 * What a tap on a keyboard means.
 *
 * - `tap`: an answer by itself
 * - `toggle`: an answer ticked or not, and the keyboard as it stands then
 * - `choices`: several answers confirmed
 */
export type Pressed =
  | { readonly kind: "tap"; readonly token: string }
  | { readonly kind: "toggle"; readonly keyboard: InlineKeyboardMarkup }
  | { readonly kind: "choices"; readonly tokens: readonly string[] };

/** @param keyboard as it stood when it was tapped; undefined where Telegram no longer hands it out */
export function readPress(data: string, keyboard: InlineKeyboardMarkup | undefined): Pressed {
  const rows = keyboard?.inline_keyboard ?? [];
  const last = rows.findIndex((row) => row.some((key) => dataOf(key) === DONE));
  const choices = rows.slice(0, Math.max(0, last));
  if (data === DONE) {
    const ticked = choices.flat().filter(isTicked);
    return { kind: "choices", tokens: ticked.flatMap((key) => dataOf(key) ?? []) };
  }
  if (!choices.flat().some((key) => dataOf(key) === data)) return { kind: "tap", token: data };
  const ticked = rows.map((row, index) =>
    row.map((key) => (index < last && dataOf(key) === data ? toggled(key) : key)),
  );
  return { kind: "toggle", keyboard: { inline_keyboard: ticked } };
}

/** Whether two keyboards are the same one, whatever is ticked. */
export function isSameKeyboard(one: InlineKeyboardMarkup, other: InlineKeyboardMarkup | undefined): boolean {
  const tokens = (keyboard: InlineKeyboardMarkup | undefined) =>
    keyboard?.inline_keyboard.flat().map(dataOf).join("\n");
  return tokens(one) === tokens(other);
}

function isTicked({ text }: InlineKeyboardButton): boolean {
  return text.startsWith(TICK);
}

function toggled(key: InlineKeyboardButton): InlineKeyboardButton {
  return { ...key, text: isTicked(key) ? key.text.slice(TICK.length) : TICK + key.text };
}

function dataOf(key: InlineKeyboardButton): string | undefined {
  return "callback_data" in key ? key.callback_data : undefined;
}
