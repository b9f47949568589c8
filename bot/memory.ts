import { z } from "zod";
import type { TransactionChange } from "../coaching/understanding/frame.ts";
import { planCondition } from "../db/queries/plans.ts";
import { entrySnapshot } from "./entry-snapshot.ts";
import { offers } from "./matching.ts";

const NO_DAY = "2000-01-01";
const fact = z.union([z.string(), z.number()]);
const transactionChange: z.ZodType<TransactionChange> = z.object({
  is_discretionary: z.boolean().exactOptional(),
  is_recurring: z.boolean().exactOptional(),
  category: z.string().exactOptional(),
  merchant: z.string().exactOptional(),
  note: z.string().exactOptional(),
  split: z
    .object({
      amount: z.number().exactOptional(),
      is_half: z.literal(true).exactOptional(),
      category: z.string().exactOptional(),
    })
    .exactOptional(),
});
const part = z.object({ prompt: z.string(), facts: z.record(z.string(), fact).optional() });
/** When it was done: what is older has its button and is not come back to by one "undo" after another. */
const doneAt = z.iso.datetime().optional();
const undone = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("entry"),
    entryId: z.uuid(),
    before: z.object({ date: z.iso.date(), answers: entrySnapshot }).optional(),
    at: doneAt,
  }),
  z.object({
    kind: z.literal("money"),
    changeId: z.uuid(),
    revision: z.number().int().optional(),
    at: doneAt,
  }),
  /** What a standing button does. */
  z.object({
    kind: z.literal("button"),
    action: z.string(),
    revision: z.number().int().optional(),
    at: doneAt,
  }),
]);

/**
 * What a conversation remembers between flows. Every field falls back on its own, so that an upgrade that changes
 * one forgets only that one.
 */
const memory = z.object({
  offers: offers.catch({ items: [], many: false }).default({ items: [], many: false }),
  /** The receipt of the last answer, for "why?", and its method; numbered so that an older answer's button can be told. */
  explanation: z
    .object({ number: z.number().int(), parts: z.array(part), method: z.array(part).catch([]).default([]) })
    .catch({ number: 0, parts: [], method: [] })
    .default({ number: 0, parts: [], method: [] }),
  /** What `/undo` takes back. */
  undo: undone.nullable().catch(null).default(null),
  /** What was done before that, the newest first. */
  undoBefore: z.array(undone).catch([]).default([]),
  /** The conversation's revision when something was done after all of these that `/undo` does not take back. */
  doneSince: z.number().int().nullable().catch(null).default(null),
  /** Transactions last spoken of, the newest first: what "that" and "it" may mean. */
  spokenOf: z.array(z.uuid()).catch([]).default([]),
  /** The list of transactions last shown, numbered so that an older list's buttons can be told: its words and their day. */
  list: z
    .object({ number: z.number().int(), said: z.string(), day: z.iso.date() })
    .catch({ number: 0, said: "", day: NO_DAY })
    .default({ number: 0, said: "", day: NO_DAY }),
  /** A correction that fits several transactions, until the person says which. */
  pick: z
    .object({ text: z.string(), asked: z.string(), ids: z.array(z.uuid()), change: transactionChange })
    .nullable()
    .catch(null)
    .default(null),
  /** A payment that was told without what it was for, in the person's words, until they say. */
  unfinished: z.string().nullable().catch(null).default(null),
  /** A plan that was read back, until the person says that it is what they meant. */
  plan: z
    .object({ asked: z.string(), words: z.string(), offer: z.string(), condition: planCondition })
    .nullable()
    .catch(null)
    .default(null),
  /** What was asked about a crisis, in which chat (an identity's id), where that was the last thing said there. */
  crisisAsked: z
    .object({ what: z.enum(["question", "act", "others", "follow-up"]), in: z.uuid() })
    .nullable()
    .catch(null)
    .default(null),
  /** How often words that are nothing in particular were answered while coaching rests, so that wordings take turns. */
  heardTimes: z.number().int().catch(0).default(0),
  /** A sentence that could be read in several ways, until the person says which. */
  unsure: z.object({ text: z.string(), asked: z.string() }).nullable().catch(null).default(null),
});
export type Memory = z.infer<typeof memory>;

/** The stored memory, or an empty one when nothing of it can be read. */
export function readMemory(stored: unknown): Memory {
  const parsed = memory.safeParse(stored);
  return parsed.success ? parsed.data : memory.parse({});
}
