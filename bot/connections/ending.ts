import type { Part } from "../reply.ts";
import { tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { doneWithoutUndo } from "../undo-memory.ts";
import type { ConnectionFamily } from "./state.ts";

/** Something that is read until it is ended, and what it has brought: a bank, a wearable, the days of a file. */
export type Endable = {
  /** Of its buttons, and what stands for it there. */
  readonly family: ConnectionFamily;
  readonly key: string;
  /** Nothing is read from it: only what it has brought can go. */
  readonly isOver: boolean;
  /** The question whether to do so, in a template that names the answers "keep", "erase" and "stay". */
  question(what: "ask-end" | "ask-erase"): Promise<Part>;
  /** Does it. @returns what is said of it */
  end(how: "keep" | "erase"): Promise<readonly Part[]>;
};

const HOUR_MS = 3_600_000;

/**
 * A tap on a button that ends something, or erases what it has brought: asked about first, and once more where the question
 * is from long ago, since it cannot be undone.
 *
 * @param asked when the question was put, as its buttons carry it
 */
export async function tapEnding(turn: Turn, what: string, asked: string, endable: Endable): Promise<void> {
  if (what === "stay") return say(turn, [tell("accounts/stays")]);
  if (what === "ask-end" || what === "ask-erase") return ask(turn, endable, what);
  if (what !== "keep" && what !== "erase") return say(turn, [tell("errors/button-gone")]);
  if (!isRecent(asked, turn.context.now)) return ask(turn, endable, "ask-end");
  doneWithoutUndo(turn);
  say(turn, [{ parts: await endable.end(what) }]);
}

async function ask(turn: Turn, endable: Endable, what: "ask-end" | "ask-erase"): Promise<void> {
  const asked = endable.isOver ? "ask-erase" : what;
  const answers = asked === "ask-erase" ? ["erase", "stay"] : ["keep", "erase", "stay"];
  const moment = turn.context.now.getTime().toString(36);
  say(turn, [
    {
      parts: [await endable.question(asked)],
      choices: answers.map((label) => ({
        id: `${endable.family}:${label}:${endable.key}:${moment}`,
        label,
        standing: true,
      })),
    },
  ]);
}

function isRecent(moment: string, now: Date): boolean {
  const ago = now.getTime() - Number.parseInt(moment, 36);
  return ago >= 0 && ago <= HOUR_MS;
}
