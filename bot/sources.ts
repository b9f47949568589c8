import type { SourceChoice } from "../coaching/model/body-sources.ts";
import { daysBetween, type LocalDate, localDateOf } from "../coaching/model/local-date.ts";
import { awaitedOn } from "../coaching/money/file-account.ts";
import { isLinked } from "../coaching/money/hand-account.ts";
import type { AccountRow, PersonDays } from "../db/queries/days.ts";
import { deviceName } from "./body/device-names.ts";
import type { StepContext } from "./conversation.ts";
import { clockAt, counted, dayPhrase, listed, sentenceCase } from "./format.ts";
import { inline, type Part, say } from "./reply.ts";

/** Where numbers come from and how fresh they are: the last line of every receipt. */
export function sourceParts(
  { accounts, choices }: Pick<PersonDays, "accounts" | "choices">,
  context: StepContext,
): readonly Part[] {
  return [...bodySourceParts(choices), ...accountParts(accounts, context)];
}

/** Which devices speak in some days, each once. */
export function bodySourceParts(choices: readonly SourceChoice[]): readonly Part[] {
  if (choices.length === 0) return [];
  const names = new Set(choices.map(({ source }) => deviceName(source)));
  return [say("sources/body", { sources: listed([...names]) })];
}

export function accountParts(
  accounts: readonly AccountRow[],
  { now, person, today }: StepContext,
): readonly Part[] {
  const linked = accounts.filter(isLinked);
  const told = linked.length < accounts.length ? [say("sources/by-hand")] : [];
  return linked.length === 0 ? told : [...linkedParts(linked, { now, person, today }), ...told];
}

function linkedParts(accounts: readonly AccountRow[], context: Moment): readonly Part[] {
  const names = listed(accounts.map((account) => account.name));
  const trouble = troubleParts(accounts, context.today);
  const fresh = freshnessOf(accounts, context);
  if (fresh === null) return [say("sources/accounts-never-synced", { accounts: names }), ...trouble];
  const { through, clock } = fresh;
  const prompt = fresh.isFresh ? "sources/accounts" : "sources/accounts-stale";
  return [say(prompt, { accounts: names, through, clock }), ...trouble];
}

type Moment = Pick<StepContext, "now" | "person" | "today">;

/** How fresh accounts are together, in words: through which day, read when; null before all of them were read. */
function freshnessOf(accounts: readonly AccountRow[], { now, person, today }: Moment) {
  // An account whose files have ended says nothing of today.
  const awaited = awaitedOn(accounts, today);
  const days = awaited.flatMap(({ syncedThrough }) => syncedThrough ?? []);
  const [oldest] = days.toSorted();
  const synced = awaited.flatMap(({ syncedAt }) => (syncedAt === null ? [] : [syncedAt.getTime()]));
  if (oldest === undefined || days.length < awaited.length || synced.length === 0) return null;
  const at = new Date(Math.min(...synced));
  const isFresh = daysBetween(oldest, today) <= 1 && now.getTime() - at.getTime() < 24 * 3_600_000;
  const clock = clockAt(at, person.timezone);
  const isToday = localDateOf(at, person.timezone) === today;
  return {
    isFresh,
    through: dayPhrase(oldest, today),
    clock: isToday ? clock : inline("sources/yesterday-at", { clock }),
  };
}

/** As many accounts are named in an answer; of more their number is said. */
const MOST_NAMED = 4;

/**
 * The sentence that every answer about money ends with: which accounts it is from and how fresh they are. What is wrong with
 * one of them is {@link troubleParts}.
 */
export function freshParts(accounts: readonly AccountRow[], context: Moment): readonly Part[] {
  const linked = accounts.filter(isLinked);
  if (linked.length === 0) return accounts.length === 0 ? [] : [say("hand/only-told")];
  const names =
    linked.length > MOST_NAMED
      ? inline("sources/several", { count: linked.length })
      : listed(linked.map(({ name }) => name));
  const fresh = freshnessOf(linked, context);
  if (fresh === null) return [say("sources/from-unread", { accounts: names })];
  const { through, clock } = fresh;
  const together =
    linked.length === 1 ? "sources/from" : linked.length === 2 ? "sources/from-both" : "sources/from-all";
  return [say(fresh.isFresh ? together : "sources/from-through", { accounts: names, through, clock })];
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
