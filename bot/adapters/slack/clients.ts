import { setTimeout as sleepFor } from "node:timers/promises";
import type { webApi } from "@slack/bolt";
import { ChatError } from "../../adapter.ts";
import { chatErrorOf, isStaleToken } from "./errors.ts";

export type SlackClient = webApi.WebClient;

/** Calls to Slack on behalf of a workspace. */
export type Clients = {
  /**
   * Makes a call with the workspace's token; one that Slack says is no good is looked up again, once, as the app may have
   * been installed anew.
   *
   * @throws ChatError
   */
  call<Result>(team: string, work: (client: SlackClient, token: string) => Promise<Result>): Promise<Result>;
  /** Looks a workspace's token up again at the next call. */
  forget(team: string): void;
};

/** Tokens that are kept at hand; more workspaces are looked up again. */
const MOST_CLIENTS = 1000;
/** Slack's usual "not now" is about one chat and over in a second: that long is waited out, everything longer is passed on. */
const LONGEST_WAIT_SECONDS = 3;
const MOST_WAITS = 2;

/**
 * @param tokenOf the workspace's bot token; null where the app is not installed
 * @param create a client for a token
 * @param isSetting the token is a setting: that Slack takes it no more is for the operator to mend, and says nothing about
 *   anybody's chat
 */
export function createClients(
  tokenOf: (team: string) => Promise<string | null>,
  create: (token: string) => SlackClient,
  isSetting = false,
): Clients {
  const known = new Map<string, { readonly token: string; readonly client: SlackClient }>();

  async function find(team: string) {
    const found = known.get(team);
    if (found !== undefined) return found;
    // Without its token nothing is sent for certain; the database or an operator's key may be back soon.
    const token = await tokenOf(team).catch((cause: unknown) => {
      throw new ChatError("unavailable", { cause });
    });
    if (token === null) throw new ChatError("unreachable");
    if (known.size >= MOST_CLIENTS) known.clear();
    const made = { token, client: create(token) };
    known.set(team, made);
    return made;
  }

  return {
    forget: (team) => void known.delete(team),
    async call(team, work) {
      const { token, client } = await find(team);
      try {
        return await work(client, token);
      } catch (error) {
        if (!isStaleToken(error)) throw chatErrorOf(error);
        known.delete(team);
        const renewed = await find(team);
        if (renewed.token === token) {
          const failure = chatErrorOf(error);
          throw isSetting ? new ChatError("unavailable", { cause: failure.cause }) : failure;
        }
        return await work(renewed.client, renewed.token).catch((again: unknown) => {
          throw chatErrorOf(again);
        });
      }
    },
  };
}

/**
 * Makes a request to Slack; a "not now" that is soon over is waited out. Such a request was not carried out, so it alone is made
 * again, and not what went before it.
 */
export async function patientFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  for (let waits = 0; ; waits++) {
    const response = await fetch(...request);
    const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    const isSoonOver = response.status === 429 && seconds <= LONGEST_WAIT_SECONDS;
    if (!isSoonOver || waits >= MOST_WAITS) return response;
    await sleepFor(seconds * 1000);
  }
}
