import { daysBetween, type LocalDate } from "../coaching/model/local-date.ts";
import { awaitedOn } from "../coaching/money/file-account.ts";
import { isLinked } from "../coaching/money/hand-account.ts";
import type { AccountRow, PersonDays } from "../db/queries/days.ts";
import type { StepContext } from "./conversation.ts";
import { clockAt, counted, dayPhrase, listed, sentenceCase } from "./format.ts";
import { inline, type Part, say } from "./reply.ts";

/** Where numbers come from and how fresh they are: the last line of every receipt. */
export function sourceParts(
  { accounts, bodySources }: Pick<PersonDays, "accounts" | "bodySources">,
  context: StepContext,
): readonly Part[] {
  return [...bodySourceParts(bodySources), ...accountParts(accounts, context)];
}

export function bodySourceParts(bodySources: readonly string[]): readonly Part[] {
  if (bodySources.length === 0) return [];
  return [say("sources/body", { sources: listed(bodySources.map(sourceName)) })];
}

export function accountParts(
  accounts: readonly AccountRow[],
  { now, person, today }: StepContext,
): readonly Part[] {
  const linked = accounts.filter(isLinked);
  const told = linked.length < accounts.length ? [say("sources/by-hand")] : [];
  return linked.length === 0 ? told : [...linkedParts(linked, { now, person, today }), ...told];
}

function linkedParts(
  accounts: readonly AccountRow[],
  { now, person, today }: Pick<StepContext, "now" | "person" | "today">,
): readonly Part[] {
  const names = listed(accounts.map((account) => account.name));
  const oldest = awaitedOn(accounts, today).reduce<LocalDate | null>(
    (first, { syncedThrough }) =>
      syncedThrough === null || (first !== null && first < syncedThrough) ? first : syncedThrough,
    null,
  );
  const synced = accounts.flatMap(({ syncedAt }) => (syncedAt === null ? [] : [syncedAt.getTime()]));
  const trouble = troubleParts(accounts, today);
  if (oldest === null || synced.length === 0)
    return [say("sources/accounts-never-synced", { accounts: names }), ...trouble];
  const at = new Date(Math.min(...synced));
  const sameDay = daysBetween(oldest, today) <= 1 && now.getTime() - at.getTime() < 24 * 3_600_000;
  return [
    say(sameDay ? "sources/accounts" : "sources/accounts-stale", {
      accounts: names,
      through: dayPhrase(oldest, today),
      clock: clockAt(at, person.timezone),
    }),
    ...trouble,
  ];
}

/**
 * What is wrong with accounts, and so with the numbers made of them: by connection trouble, with how old they are. One that
 * its bank fails to tell of for a moment is no news.
 */
export function troubleParts(accounts: readonly AccountRow[], today: LocalDate): readonly Part[] {
  const byTrouble = Map.groupBy(accounts, ({ trouble }) => trouble);
  return TROUBLES.flatMap((trouble) => {
    const those = byTrouble.get(trouble) ?? [];
    // Yesterday is as new as it gets: today is never known in full.
    const ages = those.map(({ syncedThrough }) =>
      syncedThrough === null ? 0 : daysBetween(syncedThrough, today) - 1,
    );
    const age = Math.max(0, ...ages);
    if (those.length === 0 || (trouble === "failing" && age < 1)) return [];
    const names = sentenceCase(listed(those.map(({ name }) => name)));
    const aged =
      age < 1
        ? inline("sources/aged-none", { accounts: names })
        : inline(those.length === 1 ? "sources/aged" : "sources/aged-several", {
            accounts: names,
            age: counted(age, "day"),
          });
    return [say(`sources/${trouble}`, { accounts: aged })];
  });
}

const TROUBLES = ["needs-login", "failing", "over", "expires-soon"] as const;

/** A source's name as people know it; one that the prompts do not know is said as it is stored. */
function sourceName(source: string): string {
  return source.startsWith("simulated") ? inline("sources/simulated-wearable") : source;
}
