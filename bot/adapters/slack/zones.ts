import { setTimeout as sleepFor } from "node:timers/promises";
import { isTimeZone } from "../../../coaching/model/local-date.ts";
import { type Address, chatOf } from "./address.ts";
import type { Clients } from "./clients.ts";

/** An event waits no longer for a zone: Slack gives three seconds for its answer. */
const LONGEST_MS = 1000;
const MOST_ZONES = 10_000;

/** Where people are, as their Slack profile says. */
export type Zones = {
  /** Asked once for each person; null where Slack does not say, or not in time. */
  find(address: Address): Promise<string | null>;
  known(chat: string): string | null;
};

export function createZones(clients: Clients): Zones {
  const zones = new Map<string, string | null>();

  async function ask({ team, user }: Address): Promise<string | null> {
    const { user: profile } = await clients.call(team, (client) => client.users.info({ user }));
    const zone = profile?.tz;
    return zone !== undefined && isTimeZone(zone) ? zone : null;
  }

  return {
    known: (chat) => zones.get(chat) ?? null,
    async find(address) {
      const chat = chatOf(address);
      const known = zones.get(chat);
      if (known !== undefined) return known;
      const timeIsUp = new AbortController();
      try {
        const found = await Promise.race([
          ask(address),
          sleepFor(LONGEST_MS, undefined, { signal: timeIsUp.signal }),
        ]);
        if (found === undefined) return null;
        if (zones.size >= MOST_ZONES) zones.clear();
        zones.set(chat, found);
        return found;
      } catch {
        return null;
      } finally {
        timeIsUp.abort();
      }
    },
  };
}
