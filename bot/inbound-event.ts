import { z } from "zod";
import { PLATFORMS } from "../db/schema/chat.ts";

/** What a person may send that is neither words nor a file, and that the coach cannot read. */
export const UNREADABLE = ["sticker", "voice", "picture", "contact", "edit", "forward", "other"] as const;
export type Unreadable = (typeof UNREADABLE)[number];

/** A file that lies at the platform. */
const file = z.object({
  /** The platform's reference, by which its adapter fetches it. */
  reference: z.string(),
  name: z.string(),
  /** Null where the platform does not say. */
  bytes: z.number().nullable(),
  /** The platform does not hand out files of this size. */
  isTooLarge: z.boolean(),
});
export type InboundFile = Readonly<z.infer<typeof file>>;

/** Words beside what is no text, or in its place: nothing is done by them, and only a crisis is heard in them. */
const words = z.string().optional();

const base = {
  platform: z.enum(PLATFORMS),
  /** The platform's own id of this event; a second delivery carries the same one. */
  eventId: z.string(),
  /** The platform's id of the account that wrote. */
  sender: z.string(),
  /** Where an answer goes. */
  chat: z.string(),
  /** IANA name where the platform or machine tells one. */
  timezoneHint: z.string().optional(),
};

/** One thing a person did, translated from a platform. Nothing that a bot wrote ever becomes one. */
export const inboundEvent = z.discriminatedUnion("kind", [
  /**
   * The chat was opened: greet, or go on where it stopped. `payload` is what a deep link carried. `isLook` where nothing was
   * said with it, as when Slack reports that somebody looks at the tab.
   */
  z.object({
    ...base,
    kind: z.literal("open"),
    payload: z.string().optional(),
    isLook: z.literal(true).optional(),
  }),
  z.object({ ...base, kind: z.literal("text"), text: z.string() }),
  z.object({ ...base, kind: z.literal("tap"), token: z.string() }),
  /** Words that open a bank for whoever has them: made of a text before it is stored anywhere, sealed for the attempt. */
  z.object({
    ...base,
    kind: z.literal("pasted"),
    provider: z.string(),
    attemptId: z.uuid(),
    sealed: z.string(),
  }),
  /** Several buttons of a message with `many`, chosen together. */
  z.object({ ...base, kind: z.literal("choices"), tokens: z.array(z.string()) }),
  /** A check-in filled in at once; `entry` is the one it was opened for, so that it counts for the day asked about. */
  z.object({
    ...base,
    kind: z.literal("check-in-form"),
    face: z.number().int().min(1).max(7).nullable(),
    energy: z.string().nullable(),
    words: z.array(z.string()),
    note: z.string().nullable(),
    entry: z.object({ id: z.uuid(), date: z.iso.date() }).nullable(),
  }),
  /** A place that was shared, as the zone it lies in; the place itself is not kept. */
  z.object({ ...base, kind: z.literal("place"), timezone: z.string() }),
  z.object({ ...base, kind: z.literal("file"), file, words }),
  z.object({ ...base, kind: z.literal("unreadable"), what: z.enum(UNREADABLE), words }),
]);
export type InboundEvent = Readonly<z.infer<typeof inboundEvent>>;
