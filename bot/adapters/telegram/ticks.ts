import type { InlineKeyboardMarkup } from "grammy/types";
import type { Press } from "./incoming.ts";
import { isSameKeyboard, type Pressed, readPress } from "./keyboard.ts";

/** How long a keyboard that was just changed here is believed more than the one that comes with a tap. */
const FRESH_MS = 10_000;
/** Keyboards and taps that are remembered. */
const MOST = 1000;

export type Ticks = {
  /** What a tap means by the keyboard as it stands; null for one that was taken before. */
  read(press: Press): Pressed | null;
  /** Shows a keyboard with an answer ticked or not, after those that are on their way. */
  show(press: Press, keyboard: InlineKeyboardMarkup): Promise<void>;
  /** Nothing changes a message's keyboard any more: it is about to become another one. */
  settle(press: Press): Promise<void>;
};

/**
 * The ticks of open questions.
 *
 * They live in the keyboard that comes with every tap. But two quick taps may both come with the keyboard as it was before
 * the first, so what was shown a moment ago is remembered here.
 */
export function createTicks(
  clock: () => Date,
  edit: (press: Press, keyboard: InlineKeyboardMarkup) => Promise<void>,
): Ticks {
  const shown = new Map<string, { keyboard: InlineKeyboardMarkup; at: number; edits: Promise<void> }>();
  const taken = new Set<string>();
  const keyOf = ({ chatId, messageId }: Press) => `${chatId}/${messageId}`;

  return {
    read(press) {
      if (taken.has(press.queryId)) return null;
      taken.add(press.queryId);
      forgetOldest(taken);
      const known = shown.get(keyOf(press));
      const isFresh = known !== undefined && clock().getTime() - known.at < FRESH_MS;
      return isFresh && isSameKeyboard(known.keyboard, press.keyboard)
        ? readPress(press.data, known.keyboard)
        : press.pressed;
    },
    async show(press, keyboard) {
      const key = keyOf(press);
      const before = shown.get(key)?.edits ?? Promise.resolve();
      const entry = { keyboard, at: clock().getTime(), edits: before };
      shown.delete(key);
      shown.set(key, entry);
      forgetOldest(shown);
      // A keyboard that was changed again in the meantime need not be shown.
      entry.edits = before.then(() => (shown.get(key) === entry ? edit(press, keyboard) : undefined));
      await entry.edits;
    },
    async settle(press) {
      const entry = shown.get(keyOf(press));
      shown.delete(keyOf(press));
      await entry?.edits;
    },
  };
}

function forgetOldest(remembered: Map<string, unknown> | Set<string>): void {
  const [oldest] = remembered.keys();
  if (remembered.size > MOST && oldest !== undefined) remembered.delete(oldest);
}
