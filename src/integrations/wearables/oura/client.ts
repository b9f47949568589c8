import { z } from "zod";
import { ProviderError } from "../../provider.ts";
import { getJson } from "../get-json.ts";
import { allRecords } from "../page.ts";
import { localDate } from "../read-record.ts";
import type { Days } from "../windows.ts";
import { readPage } from "./documents.ts";
import type { OuraKind } from "./translate.ts";

const profile = z.looseObject({ id: z.string().min(1).max(500) });

/** Asks Oura for one person, by the token of their sign-in. What is thrown is a ProviderError. */
export type OuraClient = {
  /** By what its webhooks name them; the rest of what it answers is not looked at. */
  readUserId(token: string): Promise<string>;
  /** The documents of all pages. Oura counts days by a clock of its own, so those of the days beside come along or lack. */
  readDocuments(kind: OuraKind, days: Days, token: string): Promise<readonly unknown[]>;
};

/** @param baseUrl without a slash at its end */
export function createClient(baseUrl: string): OuraClient {
  const collection = (name: string) => new URL(`${baseUrl}/v2/usercollection/${name}`);
  return {
    async readUserId(token) {
      const found = profile.safeParse(await getJson(collection("personal_info"), token));
      if (!found.success) throw new ProviderError("unavailable", { providerCode: "UNREADABLE" });
      return found.data.id;
    },
    readDocuments(kind, days, token) {
      const address = collection(kind);
      // Oura takes a day in the year 24 and then answers with everything.
      address.searchParams.set("start_date", localDate.parse(days.from));
      address.searchParams.set("end_date", localDate.parse(days.to));
      return allRecords(async (next) => {
        if (next !== null) address.searchParams.set("next_token", next);
        return readPage(await getJson(address, token));
      });
    },
  };
}
