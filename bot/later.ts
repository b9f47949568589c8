import { z } from "zod";
import { isMessageKind, type MessageKind } from "../coaching/delivery/kinds.ts";
import type { LocalDate } from "../coaching/model/local-date.ts";
import { type Reply, say } from "./reply.ts";

/** Which slot a "later" button puts off. */
export type SnoozedSlot = { readonly kind: MessageKind; readonly localDate: LocalDate };

/** A message said unasked, with "later" under it. */
export function withLater(reply: Reply, { kind, localDate }: SnoozedSlot): Reply {
  return {
    ...reply,
    parts: [...reply.parts, say("snooze/button")],
    choices: [
      ...(reply.choices ?? []),
      { id: `snooze:${kind}:${localDate}`, label: "later", standing: true },
    ],
  };
}

/** Whether a standing button's action is {@link withLater}'s; of this local day where one is given. */
export function isSnooze(action: string, today?: LocalDate): boolean {
  return action.startsWith("snooze:") && (today === undefined || action.endsWith(`:${today}`));
}

/** The slot of {@link withLater}'s action; null for one that was not made here. */
export function readSnooze(action: string): SnoozedSlot | null {
  const [, kind, date] = action.split(":");
  const localDate = z.iso.date().safeParse(date);
  return isMessageKind(kind) && localDate.success ? { kind, localDate: localDate.data } : null;
}
