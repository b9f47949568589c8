import { localDateOf } from "../../coaching/model/local-date.ts";
import { countOpenInvites, storeInvite } from "../../db/queries/invites.ts";
import { clockAt, dayName } from "../format.ts";
import { tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { makeCode } from "./one-time-code.ts";

/** How many unused codes one person may have out. */
const MOST_OPEN = 10;

/** `/invite`: a code that lets one more person in, where the operator lets people in by codes. */
export async function invite(turn: Turn): Promise<void> {
  const { db, chat, context, setting } = turn;
  const { now, person } = context;
  if (setting.access !== "invite") return say(turn, [tell(`access/invite-${setting.access}`)]);
  const open = await countOpenInvites(db, chat.ownerId, now);
  if (open >= MOST_OPEN) return say(turn, [tell("access/invite-enough", { number: open })]);
  const { code, hash } = makeCode("invite");
  const until = await storeInvite(db, { codeHash: hash, madeBy: chat.ownerId, now });
  const zone = person.timezone;
  const day = dayName(localDateOf(until, zone), localDateOf(now, zone));
  say(turn, [{ ...tell("access/invite", { code, day, clock: clockAt(until, zone) }), forget: true }]);
}
