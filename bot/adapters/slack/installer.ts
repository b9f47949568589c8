import type { Installation, InstallationStore } from "@slack/bolt";
import { z } from "zod";
import type { Database } from "../../../db/client.ts";
import { findInstallation, saveInstallation } from "../../../db/queries/installations.ts";
import type { Sealer } from "../../../db/sealing.ts";

/** What is kept of an installation: the rest of Slack's answer is not needed, so it is not kept. */
const secrets = z.object({ botToken: z.string() });

/** A workspace's bot token from its installation; null where the app is not installed there. */
export async function installedToken(db: Database, sealer: Sealer, team: string): Promise<string | null> {
  const stored = await findInstallation(db, sealer, team);
  return stored === null ? null : secrets.parse(JSON.parse(stored)).botToken;
}

/** Where Slack's library puts an installation that has passed its state check. */
export function createInstallationStore(
  db: Database,
  sealer: Sealer,
  clock: () => Date,
  onInstalled: (team: string) => void,
): InstallationStore {
  return {
    async storeInstallation({ team, enterprise, bot, isEnterpriseInstall }: Installation) {
      // An organisation's installation has no workspace that a person's address could name.
      if (isEnterpriseInstall === true || team === undefined || bot === undefined) {
        throw new Error("expected an installation in one workspace, with a bot");
      }
      const workspace = { enterpriseId: enterprise?.id ?? "", teamId: team.id };
      const kept = JSON.stringify({ botToken: bot.token } satisfies z.infer<typeof secrets>);
      await saveInstallation(db, sealer, workspace, kept, clock());
      onInstalled(team.id);
    },
    // Tokens are looked up by whoever calls Slack, never by the library.
    async fetchInstallation() {
      throw new Error("not looked up here");
    },
  };
}
