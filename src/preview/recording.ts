import type { PlatformId } from "../../bot/adapter.ts";
import { wrapLine } from "../../bot/adapters/wrap.ts";
import type { Deed, Player, Shown } from "./stage.ts";

/** Where lines are broken, but for a terminal's own. */
export const COLUMNS = 100;

/** What a person does, or a clock: how it is written down, and how it is done. */
export type Act = {
  /** Null where nobody did anything that is worth a line. */
  readonly words: string | null;
  run(player: Player): Promise<void>;
};

/** One thing that people do, and what their chats show then. */
export type Take = {
  readonly title: string;
  readonly note: string | null;
  readonly words: string | null;
  readonly shown: ReadonlyMap<PlatformId, readonly Shown[]>;
  /** What else is shown, beside messages: a heading and its lines each. */
  readonly pages: readonly Page[];
};

export type Page = { readonly where: string; readonly lines: readonly string[] };

/** A page of lines that a screen would break. */
export function page(where: string, lines: readonly string[]): Page {
  return { where, lines: lines.flatMap((line) => wrapLine(line, COLUMNS)) };
}

export type Chapter = { readonly title: string; readonly intro: string; readonly takes: readonly Take[] };

export const says = (text: string): Act => ({ words: `“${text}”`, run: (player) => player.say(text) });

export const taps = (label: string): Act => ({
  words: `\`[ ${label} ]\``,
  run: (player) => player.tap(label),
});

export const chooses = (...labels: readonly string[]): Act => ({
  words: labels.map((label) => `\`[ ${label} ]\``).join(" and "),
  run: (player) => player.choose(...labels),
});

/** What comes by itself. */
export const waits: Act = { words: null, run: (player) => player.wait() };

export const does = (words: string | null, deed: Deed): Act => ({
  words,
  run: (player) => player.deliver(deed),
});

/** Several acts, of which only what the last one leads to is shown. */
export function after(acts: readonly Act[], last: Act): Act {
  return {
    words: last.words,
    async run(player) {
      for (const act of acts) await act.run(player);
      player.take();
      await last.run(player);
    },
  };
}

/** Writes down what several players are shown who do the same. */
export type Recorder = (title: string, act: Act, note?: string) => Promise<Take>;

export function recorder(players: readonly Player[]): Recorder {
  return async (title, act, note) => {
    const shown = new Map<PlatformId, readonly Shown[]>();
    for (const player of players) {
      player.take();
      await act.run(player);
      const taken = player.take();
      if (taken.length === 0) throw new Error(`"${title}": nothing was shown on ${player.platform}`);
      shown.set(player.platform, taken.map(withoutSecret));
    }
    return { title, note: note ?? null, words: act.words, shown, pages: [] };
  };
}

/** What is not a message, such as a home page. */
export function pageTake(title: string, pages: readonly Page[], note?: string): Take {
  return { title, note: note ?? null, words: null, shown: new Map(), pages };
}

/** Codes are made by chance, so an invented one of the same form stands for each. */
const EXAMPLE_CODES: ReadonlyMap<number, string> = new Map([
  [9, "KMDX-7PQT"],
  [11, "KMDXC-7PQTW"],
]);

function withoutSecret({ message, inPlace }: Shown): Shown {
  if (message.forget !== true) return { message, inPlace };
  const text = message.text.map((span) => ({
    ...span,
    text: span.style === "bold" ? (EXAMPLE_CODES.get(span.text.length) ?? span.text) : span.text,
  }));
  return { message: { ...message, text }, inPlace };
}
