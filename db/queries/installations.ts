import { and, desc, eq, lte } from "drizzle-orm";
import type { Database } from "../client.ts";
import { slackInstallations } from "../schema/access.ts";
import type { Sealer } from "../sealing.ts";

/** A workspace that has installed the app; `enterpriseId` is empty for a workspace of its own. */
export type Workspace = { readonly enterpriseId: string; readonly teamId: string };

/** What its secrets are sealed for: a row that is copied to another workspace does not open. */
export const installationPlace = ({ enterpriseId, teamId }: Workspace) =>
  `slack_installations/${enterpriseId}/${teamId}`;

/** Keeps what a workspace's installation gave, sealed, in place of what it gave before. */
export async function saveInstallation(
  db: Database,
  sealer: Sealer,
  workspace: Workspace,
  secrets: string,
  now: Date,
): Promise<void> {
  const { enterpriseId, teamId } = workspace;
  const sealed = sealer.seal(secrets, installationPlace(workspace));
  await db
    .insert(slackInstallations)
    .values({ enterpriseId, teamId, sealed, installedAt: now, updatedAt: now })
    .onConflictDoUpdate({
      target: [slackInstallations.enterpriseId, slackInstallations.teamId],
      set: { sealed, installedAt: now, updatedAt: now },
    });
}

/**
 * What a workspace's newest installation gave; null where it has none.
 *
 * @throws SealError where it was sealed with another master key, or for another workspace
 */
export async function findInstallation(db: Database, sealer: Sealer, teamId: string): Promise<string | null> {
  const [row] = await db
    .select()
    .from(slackInstallations)
    .where(eq(slackInstallations.teamId, teamId))
    .orderBy(desc(slackInstallations.installedAt))
    .limit(1);
  return row === undefined ? null : sealer.open(row.sealed, installationPlace(row));
}

/**
 * Forgets a workspace's installations up to an instant: news of a removal may come after the app was installed anew.
 *
 * @returns whether the app is installed there no more
 */
export async function removeInstallations(db: Database, teamId: string, until: Date): Promise<boolean> {
  const isTeam = eq(slackInstallations.teamId, teamId);
  await db.delete(slackInstallations).where(and(isTeam, lte(slackInstallations.installedAt, until)));
  return (await db.$count(slackInstallations, isTeam)) === 0;
}
