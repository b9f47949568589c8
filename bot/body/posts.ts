import type { BodySignal } from "../../coaching/model/body-signals.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { makeUploadToken } from "../../db/queries/upload-tokens.ts";
import { isResting } from "../crisis.ts";
import { dayShort } from "../format.ts";
import { type Choice, type Part, say as part, type Reply, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { signalNames } from "./signal-names.ts";

/** What a phone sends by itself with; both use the one address that a person has. */
const POSTING = ["health-auto-export", "shortcuts"] as const;
export type Posting = (typeof POSTING)[number];

/** How people call each. */
const CALLED: readonly (readonly [RegExp, Posting])[] = [
  [/^(?:health[ _-]*)?auto[ _-]*export$|^hae$/, "health-auto-export"],
  [/^(?:(?:ios|apple|siri|i?phone)(?:'s)? )?shortcuts?$/, "shortcuts"],
];

/** What somebody wants to send with; null where they say something else. */
export function readPosting(word: string): Posting | null {
  return CALLED.find(([words]) => words.test(word))?.[1] ?? null;
}

/** Gives the person an address for their phone and says how to use it, once; one that they had is over. */
export async function beginPosts(turn: Turn, by: Posting): Promise<void> {
  const { db, chat, context, setting } = turn;
  const { publicUrl } = setting;
  if (publicUrl === null) return say(turn, [tell("posts/no-address")]);
  const { userId } = context.person;
  const made = { userId, identityId: chat.identityId, kind: "posts", expiresAt: null } as const;
  const token = await makeUploadToken(db, made, context.now);
  say(turn, [{ parts: [part(`posts/${by}`, { url: `${publicUrl}/body/${token}` })], forget: true }]);
}

/** That a phone can send by itself, with a button for each way; nothing where it could not reach the coach. */
export function postsOffer({ setting }: Turn): {
  readonly parts: readonly Part[];
  readonly choices: readonly Choice[];
} {
  if (setting.publicUrl === null) return { parts: [], choices: [] };
  const choices = POSTING.map((by) => ({ id: `bank:connect:${by}`, label: by, standing: true }));
  return { parts: [part("posts/offer")], choices };
}

/** That what a phone posts has begun to come in; of what and from when on waits while coaching rests. */
export function postsBegun(
  { chat, context }: Turn,
  { signals, since }: { readonly signals: readonly BodySignal[]; readonly since: LocalDate },
): Reply {
  if (isResting(chat, context.now)) return tell("posts/begun-quiet");
  const facts = { signals: signalNames(signals), since: dayShort(since, context.today) };
  return tell("posts/begun", facts);
}
