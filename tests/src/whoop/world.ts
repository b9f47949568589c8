import { onTestFinished } from "vitest";
import { readTokens } from "../../../src/integrations/wearables/oauth/tokens.ts";
import { createClient } from "../../../src/integrations/wearables/whoop/client.ts";
import { fullDay } from "../../contracts/wearable-stage.ts";
import { whoopAt } from "../../fakes/whoop-harness.ts";
import { whoopDayOf } from "../../fakes/whoop-person.ts";
import { startWhoop } from "../../fakes/whoop-server.ts";
import { signInAt } from "../../support/sign-in.ts";

export const NOW = new Date("2026-11-12T12:00:00Z");

/** A WHOOP of this machine and the provider that talks to it, for one test. */
export async function whoopForTest(options: Partial<Parameters<typeof whoopAt>[1]> = {}) {
  const fake = await startWhoop({ clock: () => NOW });
  onTestFinished(fake.stop);
  const provider = whoopAt(fake, { clock: () => NOW, ...options });
  const link = () => signInAt(provider, fake.oauth, NOW);
  return {
    fake,
    provider,
    link,
    client: createClient(fake.baseUrl),
    /** A token as a sign-in comes to it. */
    token: async () => readTokens((await link()).credentials).accessToken,
    /** Somebody's nights, each full. */
    sleep(dates: readonly string[], zone = "Europe/Berlin"): void {
      for (const date of dates) fake.put(date, whoopDayOf(fullDay(date), zone));
    },
  };
}
