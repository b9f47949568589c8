import { randomUUID } from "node:crypto";
import { listConnections } from "../../db/queries/connections.ts";
import { beginAttempt, newestAttempt } from "../../db/queries/links.ts";
import type { InboundEvent } from "../adapter.ts";
import { appleOffer, connectApple, isApple } from "../body/apple.ts";
import { beginPosts, postsOffer, readPosting } from "../body/posts.ts";
import { listed, shorten } from "../format.ts";
import { type Part, say as part, tell } from "../reply.ts";
import { say, type Turn } from "../turn.ts";
import { bankName, providerName, serviceName } from "./bank-names.ts";

/** What people call each provider; "bank" is the first that is set up. */
const WORDS: Readonly<Record<string, string>> = {
  plaid: "plaid",
  stripe: "stripe",
  simplefin: "simplefin",
  oura: "oura",
  ouraring: "oura",
  fitbit: "fitbit",
  google: "fitbit",
  googlehealth: "fitbit",
  whoop: "whoop",
  simulated: "simulated",
  simulatedring: "simulated",
};
const BANK = /^(?:(?:my|a|the) )?(?:bank|account|bank account|card)s?$/;

/** `/connect`, `/connect bank`, `/connect simplefin`: begins a link, or says what there is to begin with. */
export async function connect(turn: Turn, said: string): Promise<void> {
  const { banks } = turn.setting;
  const offered = offeredIn(turn);
  const word = said.toLowerCase().trim();
  if (turn.context.person.sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  if (word !== "" && !BANK.test(word)) return connectNamed(turn, word, said);
  if (offered.length === 0) return offer(turn, []);
  const [only, ...others] = banks;
  if (word !== "" && only !== undefined && others.length === 0) return beginLink(turn, only, null);
  await offer(turn, []);
}

async function connectNamed(turn: Turn, word: string, said: string): Promise<void> {
  const posting = readPosting(word);
  if (posting !== null) return beginPosts(turn, posting);
  if (isApple(word)) return connectApple(turn);
  const provider = WORDS[word.replaceAll(/[^a-z]/g, "")];
  if (provider !== undefined && offeredIn(turn).includes(provider)) return beginLink(turn, provider, null);
  const why =
    provider === undefined
      ? part("connect/not-known", { said: shorten(said) })
      : part("connect/not-available", { service: serviceName(provider) });
  await offer(turn, [why]);
}

/** What can be connected, each with its button, after what is to be said before. */
async function offer(turn: Turn, before: readonly Part[]): Promise<void> {
  const offered = offeredIn(turn);
  const phone = postsOffer(turn);
  const apple = appleOffer();
  const choices = offered.map((one) => ({ id: `bank:connect:${one}`, label: one, standing: true }));
  say(turn, [
    {
      parts: [
        ...before,
        ...(await connectedParts(turn)),
        part(offered.length === 0 ? "connect/none-set-up" : "connect/which"),
        apple.part,
        ...phone.parts,
      ],
      choices: [...choices, apple.choice, ...phone.choices],
    },
  ]);
}

/** What can be connected here, banks first. */
function offeredIn({ setting }: Turn): readonly string[] {
  return [...setting.banks, ...setting.wearables];
}

async function connectedParts({ db, context }: Turn): Promise<readonly Part[]> {
  const { userId } = context.person;
  const connections = [
    ...(await listConnections(db, userId)),
    ...(await listConnections(db, userId, "wearable")),
  ];
  const banks = connections.filter(({ status }) => status !== "revoked").map(bankName);
  return banks.length === 0 ? [] : [part("connect/connected", { banks: listed(banks) })];
}

/**
 * Begins an attempt to link; what follows is an errand's, as it asks the provider.
 *
 * @param connectionId the connection to be mended; null for a new one
 */
export async function beginLink(turn: Turn, provider: string, connectionId: string | null): Promise<void> {
  const { db, chat, context } = turn;
  if (!offeredIn(turn).includes(provider)) {
    return say(turn, [tell("connect/not-available", { service: serviceName(provider) })]);
  }
  const id = randomUUID();
  const { userId } = context.person;
  const attempt = { id, userId, identityId: chat.identityId, provider, connectionId, secretSealed: null };
  await beginAttempt(db, attempt, context.now);
  turn.errands.push({ kind: "link-begin", userId, subject: id });
  say(turn, [tell("connect/beginning")]);
}

/** Something was pasted that opens a bank: sealed before it came here, it goes to its provider, whatever is open. */
export async function takePaste(
  turn: Turn,
  { provider, attemptId, sealed }: Extract<InboundEvent, { kind: "pasted" }>,
): Promise<void> {
  const { db, chat, context } = turn;
  const { userId, sampleName } = context.person;
  if (sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  const open = await newestAttempt(db, userId, provider, "open");
  const attempt = {
    id: attemptId,
    userId,
    identityId: chat.identityId,
    provider,
    connectionId: open?.connectionId ?? null,
    secretSealed: sealed,
  };
  await beginAttempt(db, attempt, context.now);
  turn.errands.push({ kind: "link-poll", userId, subject: attemptId });
  say(turn, [tell("connect/taking", { bank: providerName(provider) })]);
}
