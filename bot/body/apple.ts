import { makeUploadToken } from "../../db/queries/upload-tokens.ts";
import { clockAt } from "../format.ts";
import { type Choice, type Part, say as part, type Reply } from "../reply.ts";
import { say, type Turn } from "../turn.ts";

/** How people call what an iPhone or a watch of Apple's has recorded, letters alone. */
const CALLED =
  /^(?:my|an?|the)?(?:apple|applehealth|applewatch|watch|iphone|health(?:kit)?)(?:app|data|export)?$/;
/** How long a link holds. */
const HELD_MS = 24 * 3_600_000;

/** Whether somebody means Apple Health. */
export function isApple(word: string): boolean {
  return CALLED.test(word.toLowerCase().replaceAll(/[^a-z]/g, ""));
}

/** How an export of Apple Health is made and how it comes here, with a link of one's own where this coach has an address. */
export async function connectApple(turn: Turn): Promise<void> {
  const link = await uploadLink(turn);
  const ways = turn.context.person.isTerminal ? "apple/paths" : "apple/no-address";
  const way = link === null ? part(ways) : part("apple/link", link);
  say(turn, [{ parts: [part("apple/export"), way], forget: link !== null }]);
}

/** What is said of a file that a platform does not hand out, as it is too large. */
export async function tooLargeReply(turn: Turn): Promise<Reply> {
  const link = await uploadLink(turn);
  if (link === null) return { parts: [part("inbound/file-too-large")] };
  return { parts: [part("inbound/file-too-large-link", link)], forget: true };
}

/** Its button among what can be connected. */
export function appleOffer(): { readonly part: Part; readonly choice: Choice } {
  return { part: part("apple/offer"), choice: { id: "bank:connect:apple", label: "apple", standing: true } };
}

/** A link that takes one file, in place of an earlier one; null where the world does not reach this coach. */
async function uploadLink({
  db,
  chat,
  context,
  setting,
}: Turn): Promise<{ readonly url: string; readonly clock: string } | null> {
  const { publicUrl } = setting;
  if (publicUrl === null) return null;
  const { userId, timezone } = context.person;
  const expiresAt = new Date(context.now.getTime() + HELD_MS);
  const made = { userId, identityId: chat.identityId, kind: "file", expiresAt } as const;
  const token = await makeUploadToken(db, made, context.now);
  return { url: `${publicUrl}/upload/${token}`, clock: clockAt(expiresAt, timezone) };
}
