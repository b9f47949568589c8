import type { InlineKeyboardMarkup } from "grammy/types";
import type { Press } from "./incoming.ts";
import { isSameKeyboard, type Pressed, readPress } from "./keyboard.ts";

/** How long a keyboard that was just changed here is believed more than the one that comes with a tap. */
const FRESH_MS = 10_000;
/** Keyboards and taps that are remembered. */
const MOST = 1000;

export type Ticks = {
  /** What a tap means by the keyboard as it stands; null for a tick that was taken before, or that comes too late. */
  read(press: Press): Pressed | null;
  /** Shows a keyboard with an answer ticked or not, after those that are on their way. */
  show(press: Press, keyboard: InlineKeyboardMarkup): Promise<void>;
  /** The question is answered, so its message is about to become another one: no tick changes it any more. */
  close(press: Press): Promise<void>;
};

type Known = {
  readonly keyboard: InlineKeyboardMarkup;
  readonly at: number;
  readonly isClosed: boolean;
  edits: Promise<void>;
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
  const shown = new Map<string, Known>();
  const taken = new Set<string>();
  const keyOf = ({ chatId, messageId }: Press) => `${chatId}/${messageId}`;

  function remember(press: Press, keyboard: InlineKeyboardMarkup, isClosed: boolean): Known {
    const key = keyOf(press);
    const edits = shown.get(key)?.edits ?? Promise.resolve();
    const known = { keyboard, at: clock().getTime(), isClosed, edits };
    shown.delete(key);
    shown.set(key, known);
    forgetOldest(shown);
    return known;
  }

  /** What is known of a tap's keyboard, if it was changed a moment ago. */
  function recent(press: Press): Known | null {
    const known = shown.get(keyOf(press));
    if (known === undefined || clock().getTime() - known.at >= FRESH_MS) return null;
    return isSameKeyboard(known.keyboard, press.keyboard) ? known : null;
  }

  return {
    read(press) {
      const known = recent(press);
      const pressed = known === null ? press.pressed : readPress(press.data, known.keyboard);
      // Anything else that comes twice is known by its event.
      if (pressed.kind !== "toggle") return pressed;
      if (known?.isClosed === true || taken.has(press.queryId)) return null;
      taken.add(press.queryId);
      forgetOldest(taken);
      return pressed;
    },
    async show(press, keyboard) {
      const known = remember(press, keyboard, false);
      // A keyboard that was changed again in the meantime need not be shown.
      known.edits = known.edits.then(() =>
        shown.get(keyOf(press)) === known ? edit(press, keyboard) : undefined,
      );
      await known.edits;
    },
    async close(press) {
      const keyboard = recent(press)?.keyboard ?? press.keyboard;
      if (keyboard !== undefined) await remember(press, keyboard, true).edits;
    },
  };
}

function forgetOldest(remembered: Map<string, unknown> | Set<string>): void {
  const [oldest] = remembered.keys();
  if (remembered.size > MOST && oldest !== undefined) remembered.delete(oldest);
}
