import { hash } from "node:crypto";
import { parse } from "node:path";
import { shorten } from "../../bot/format.ts";
import { inline } from "../../bot/reply.ts";
import type { Database } from "../../db/client.ts";
import { isExternalId } from "../../db/external-id.ts";
import { type FileAccount, findFileAccounts, keepFileAccount } from "../../db/queries/file-accounts.ts";
import { findSourceAccount } from "../../db/queries/imports.ts";
import type { FileKind } from "../integrations/files/file-item.ts";

/** A file that seems to name more accounts than this names something else in that column. */
export const MOST_ACCOUNTS = 20;
const LONGEST_NAME = 60;

/** Where a person wants a file: into an account of theirs, by its id or by its name, or into a new one. */
export type AccountChoice = string | "new" | { readonly name: string } | null;

/** What a file names its account by, in one spelling; empty where it names none. */
export function accountKey(named: string | null): string {
  const key = (named ?? "").toWellFormed().replace(/\s+/gu, "").toUpperCase();
  return key === "" || isExternalId(key) ? key : hash("sha256", key);
}

/** What the choice of an account is remembered by: files of one layout that name the same account, or none. */
export function sourceOf(layout: string, key: string): string {
  return `${layout}#${key}`;
}

/** An account as a file names it, before it is stored. */
type NamedAccount = { readonly key: string; readonly name: string | null };

export type Target = {
  /** Null for an account that is still to be made. */
  readonly id: string | null;
  readonly name: string;
  readonly key: string;
  readonly mask: string | null;
};

/**
 * The account for a file that is of one account: the chosen one, else the one that such a file went into before, else
 * the one that has the file's name for it, else a new one.
 */
export async function targetOf(
  db: Database,
  userId: string,
  about: {
    readonly choice: AccountChoice;
    readonly named: NamedAccount;
    readonly layout: string;
    readonly fileName: string;
    readonly importId: string;
  },
): Promise<Target> {
  const { choice, named, layout, fileName, importId } = about;
  const source = sourceOf(layout, named.key);
  const known = await findFileAccounts(db, userId);
  const fresh = (key: string): Target => ({ id: null, key, ...nameOf(named.name, fileName) });
  if (typeof choice === "object" && choice !== null) {
    const same = known.find(({ name }) => accountKey(name) === accountKey(choice.name));
    if (same !== undefined) return asTarget(same);
    const key = accountKey(choice.name);
    return existing(known, key) ?? { id: null, key, ...nameOf(choice.name, fileName) };
  }
  if (choice === "new") return existing(known, newKey(importId)) ?? fresh(newKey(importId));
  const id = choice ?? (await findSourceAccount(db, userId, source));
  const chosen = known.find((account) => account.id === id);
  const key = named.key === "" ? source : named.key;
  return (chosen === undefined ? null : asTarget(chosen)) ?? existing(known, key) ?? fresh(key);
}

/** Where a file would go as it was seen, and where else it could. */
export async function placesOf(
  db: Database,
  userId: string,
  about: {
    readonly choice: AccountChoice;
    readonly look: { readonly accounts: ReadonlyMap<string, string | null>; readonly kind: FileKind };
    readonly fileName: string;
    readonly importId: string;
  },
): Promise<{
  readonly accounts: readonly Target[];
  readonly others: readonly FileAccount[];
  /** Whether the person may say that it is of a new account. */
  readonly mayBeNew: boolean;
}> {
  const { choice, look, fileName, importId } = about;
  const named = [...look.accounts].map(([key, name]) => ({ key, name }));
  const [first, ...more] = named;
  if (more.length > 0 && !isChosen(choice)) {
    const targets = await targetsOf(db, userId, named, fileName);
    return { accounts: [...targets.values()], others: [], mayBeNew: false };
  }
  const one = more.length === 0 && first !== undefined ? first : { key: "", name: null };
  const target = await targetOf(db, userId, {
    choice,
    named: one,
    layout: look.kind.layout,
    fileName,
    importId,
  });
  const known = await findFileAccounts(db, userId);
  return {
    accounts: [target],
    others: known.filter(({ id }) => id !== target.id),
    mayBeNew: target.id !== null,
  };
}

/** Whether one account was chosen for all of a file, also where it names several. */
export function isChosen(choice: AccountChoice): boolean {
  return choice !== null && choice !== "new";
}

/** Finds or makes the account. @returns its id */
export async function keepTarget(
  db: Database,
  userId: string,
  { id, key, name, mask }: Target,
  currency: string,
  now: Date,
): Promise<string> {
  return id ?? keepFileAccount(db, userId, { key, name, mask, currency }, now);
}

/** The account of each name in a file that has several. */
export async function targetsOf(
  db: Database,
  userId: string,
  named: readonly NamedAccount[],
  fileName: string,
): Promise<ReadonlyMap<string, Target>> {
  const known = await findFileAccounts(db, userId);
  return new Map(
    named.map(({ key, name }) => {
      const own = key === "" ? `unnamed#${fileName}` : key;
      const stored = isExternalId(own) ? own : hash("sha256", own);
      return [key, existing(known, stored) ?? { id: null, key: stored, ...nameOf(name, fileName) }] as const;
    }),
  );
}

const newKey = (importId: string) => `new#${importId}`;

function existing(known: readonly FileAccount[], key: string): Target | null {
  const found = known.find((account) => account.key === key);
  return found === undefined ? null : asTarget(found);
}

function asTarget({ id, key, name }: FileAccount): Target {
  return { id, key, name, mask: null };
}

/** A number is shown by its end only, as banks do. */
function nameOf(
  named: string | null,
  fileName: string,
): { readonly name: string; readonly mask: string | null } {
  const text = (named ?? "").toWellFormed().trim();
  const digits = text.replace(/\D/gu, "");
  if (digits.length >= 6) {
    const mask = digits.slice(-4);
    return { name: inline("import/account-ending", { digits: mask }), mask };
  }
  const name =
    text === ""
      ? parse(fileName)
          .name.replace(/[_\s]+/gu, " ")
          .trim()
      : text;
  return { name: shorten(name === "" ? fileName : name, LONGEST_NAME), mask: null };
}
