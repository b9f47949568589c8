import type { Preferences } from "../../coaching/delivery/preferences.ts";
import { type ChatAddress, findAccounts } from "../../db/queries/chat-rows.ts";
import { PLATFORMS } from "../../db/schema/chat.ts";
import { labelOf } from "../../prompts/index.ts";
import { shorten } from "../format.ts";
import { inline, type Part, say as part, tell } from "../reply.ts";
import { say, type Turn, takeAnswer } from "../turn.ts";

type Platform = ChatAddress["platform"];

/** A platform as the name of a kind of account, `Slack` or `terminal`. */
export function platformName(platform: Platform): string {
  return inline(`platform/${platform}-name`);
}

/** A platform as a place, `Slack` or `the terminal`. */
function platformPlace(platform: string): string {
  return labelOf("platform/which", platform)?.text ?? platform;
}

/** `/platform slack`: where the person wants to be spoken to unasked. Bare, it shows where and offers the others. */
export async function choosePlatform(turn: Turn, said: string): Promise<void> {
  const { db, chat, context } = turn;
  const accounts = await findAccounts(db, chat.ownerId);
  const known = PLATFORMS.filter((platform) => accounts.some((account) => account.platform === platform));
  const [only, ...more] = known;
  if (said !== "") return setPlatform(turn, said, known);
  if (only !== undefined && more.length === 0) {
    return say(turn, [tell("platform/one", { platform: platformPlace(only) })]);
  }
  const { platform } = context.person.preferences;
  const current = known.find((one) => one === platform) ?? accounts[0]?.platform ?? chat.platform;
  say(turn, [
    {
      parts: [part("platform/which", { platform: platformPlace(current) })],
      choices: known.map((one) => ({ id: `platform:${one}`, label: one, standing: true })),
    },
  ]);
}

async function setPlatform(turn: Turn, said: string, known: readonly Platform[]): Promise<void> {
  const { person } = turn.context;
  const word = said.toLowerCase().replace(/^the /, "").trim();
  const platform = PLATFORMS.find((one) => one === word);
  if (platform === undefined) return say(turn, [tell("platform/not-understood", { said: shorten(said) })]);
  const facts = { platform: platformPlace(platform) };
  if (!known.includes(platform)) return say(turn, [tell("platform/none", facts)]);
  // The settings that decide are the owner's, and not at hand in a sample.
  if (person.sampleName !== null) return say(turn, [tell("sample/no-settings")]);
  await takeAnswer(turn, {
    replies: [tell("platform/set", facts)],
    effects: [{ kind: "save-notifications", preferences: { ...person.preferences, platform } }],
  });
}

/** Where messages unasked go, for `/settings`; nothing where the person never said. */
export function platformParts({ platform }: Preferences): readonly Part[] {
  return platform === null ? [] : [part("platform/setting", { platform: platformPlace(platform) })];
}
