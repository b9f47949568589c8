import { z } from "zod";
import { addDays } from "../../../../coaching/model/local-date.ts";
import { ProviderError } from "../../provider.ts";
import { getJson } from "../get-json.ts";
import { allRecords } from "../page.ts";
import { localDate } from "../read-record.ts";
import type { Days } from "../windows.ts";
import { id, readPage } from "./records.ts";
import type { WhoopKind } from "./translate.ts";

const PATHS = {
  sleep: "/developer/v2/activity/sleep",
  recovery: "/developer/v2/recovery",
} as const satisfies Record<WhoopKind, string>;
/** The most that WHOOP gives at once. */
const PER_PAGE = 25;
/** WHOOP says by this header alone, in seconds, how long it wants to be left in peace. */
const WAIT_HEADERS = ["retry-after", "x-ratelimit-reset"] as const;

const profile = z.looseObject({ user_id: id });

/** Asks WHOOP for one person, by the token of their sign-in. What is thrown is a ProviderError. */
export type WhoopClient = {
  /** By what its webhooks name them; the rest of what it answers, their name and address, is not looked at. */
  readUserId(token: string): Promise<string>;
  /** The records of all pages about some days, wherever on earth those were. */
  readRecords(kind: WhoopKind, days: Days, token: string): Promise<readonly unknown[]>;
};

/** @param baseUrl without a slash at its end */
export function createClient(baseUrl: string): WhoopClient {
  const read = (address: URL, token: string) => getJson(address, token, WAIT_HEADERS);
  return {
    async readUserId(token) {
      const found = profile.safeParse(
        await read(new URL(`${baseUrl}/developer/v2/user/profile/basic`), token),
      );
      if (!found.success) throw new ProviderError("unavailable", { providerCode: "UNREADABLE" });
      return found.data.user_id;
    },
    readRecords(kind, days, token) {
      const address = new URL(`${baseUrl}${PATHS[kind]}`);
      address.searchParams.set("limit", String(PER_PAGE));
      // WHOOP looks at moments, and a night may have begun the day before.
      address.searchParams.set("start", `${addDays(localDate.parse(days.from), -1)}T00:00:00.000Z`);
      address.searchParams.set("end", `${addDays(localDate.parse(days.to), 1)}T00:00:00.000Z`);
      return allRecords(async (next) => {
        if (next !== null) address.searchParams.set("nextToken", next);
        return readPage(await read(address, token));
      });
    },
  };
}
