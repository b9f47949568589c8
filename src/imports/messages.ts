import { counted, dayName, listed, periodName, shorten, spaced } from "../../bot/format.ts";
import { inPlace } from "../../bot/money/imports.ts";
import { type Choice, inline, type Part, type Reply, say } from "../../bot/reply.ts";
import type { LocalDate } from "../../coaching/model/local-date.ts";
import { formatMoney, minorFromDecimal } from "../../coaching/model/money.ts";
import type { FileAccount } from "../../db/queries/file-accounts.ts";
import type { Example, FileRow, SkipReason, UnreadableFileError } from "../integrations/files/file-item.ts";
import type { LeftOut, Look } from "./look.ts";
import type { Stored } from "./store.ts";

const LONGEST_NAME = 60;

/** Why a row is left out, in words. */
export function reasonWords(reason: SkipReason): string {
  return inline(`import/reason-${reason}`);
}

/** Why a file cannot be read at all, in words. */
export function problemWords({ code }: UnreadableFileError): string {
  return inline(`import/problem-${code}`);
}

/** What is said of a file that cannot be read. */
export function unreadableReply(importId: string, error: UnreadableFileError): Reply {
  const problem = problemWords(error);
  const part =
    error.line === null
      ? say("import/unreadable", { problem })
      : say("import/unreadable-at", { problem, line: error.line });
  return { parts: [part], ...inPlace(importId) };
}

export type Shown = {
  readonly importId: string;
  readonly look: Look;
  readonly currency: string;
  readonly today: LocalDate;
  /** Names of the accounts it would go into. */
  readonly accounts: readonly string[];
  /** Other accounts it could go into. */
  readonly offered: readonly FileAccount[];
  /** Whether the person may say that it is of a new account. */
  readonly mayBeNew: boolean;
};

/** What a file holds as it is understood, without any question. */
export function lookParts({
  look,
  currency,
  today,
  accounts,
}: Pick<Shown, "look" | "currency" | "today" | "accounts">): readonly Part[] {
  const { period, kind, rows } = look;
  const head = say(`import/seen-${kind.format}`, {
    rows: counted(rows, "row"),
    period: period === null ? "" : periodName(period, today),
    accounts: quoted(accounts),
  });
  return [head, ...look.first.map((row) => rowPart(row, currency, today))];
}

/** What a file holds as it is understood, and whether to store it, or the one question that is open. */
export function lookReply(shown: Shown): Reply {
  const { importId, look, today, offered, mayBeNew } = shown;
  const { question } = look;
  const seen = lookParts(shown);
  const standing = (word: string, label: string, facts?: Choice["facts"]): Choice => ({
    id: `import:${importId}:${word}`,
    label,
    standing: true,
    ...(facts === undefined ? {} : { facts }),
  });
  if (question !== null) {
    const [asked, facts] = askParts(question, today);
    const words = question.about === "sign" ? ["spent", "received"] : ["day-first", "month-first"];
    return {
      parts: [...seen, ...asked],
      choices: [...words.map((word) => standing(word, word, facts)), standing("drop", "drop")],
      ...inPlace(importId),
    };
  }
  const others = [
    ...offered.map(({ name }, at) => standing(`to:${at}`, "to", { account: name })),
    ...(mayBeNew ? [standing("new", "new")] : []),
  ];
  const parts = [...seen, ...leftOutParts(look.leftOut), say("import/ask-store")];
  return {
    parts: others.length === 0 ? parts : [...parts, say("import/ask-account")],
    choices: [
      { ...standing("store", "store"), means: "yes" },
      { ...standing("drop", "drop"), means: "no" },
      ...others,
    ],
    ...inPlace(importId),
  };
}

/** The open question with its examples, and what the words on its buttons are made of. */
export function askParts(
  question: NonNullable<Look["question"]>,
  today: LocalDate,
): readonly [readonly Part[], Choice["facts"]] {
  const examples = question.examples.map((example) =>
    examplePart(
      example,
      question.rows.find(({ line }) => line === example.line),
    ),
  );
  if (question.about === "sign") return [[say("import/ask-sign"), ...examples], undefined];
  const [assumed, otherwise] = (["assumed", "otherwise"] as const).map((which) =>
    listed(question.examples.map((example) => dayName(example[which], today))),
  );
  const isDayFirst = question.assumed === "day-first";
  const facts = {
    asDayFirst: (isDayFirst ? assumed : otherwise) ?? "",
    asMonthFirst: (isDayFirst ? otherwise : assumed) ?? "",
  };
  return [[say("import/ask-date-order"), ...examples], facts];
}

function examplePart({ text, line }: Example, row: FileRow | undefined): Part {
  const said = shorten(text, LONGEST_NAME);
  const name = row === undefined ? null : (row.name ?? row.memo);
  if (name === null || said.includes(name)) return say("import/example", { text: said, line });
  return say("import/example-named", { text: said, line, name: shorten(name, LONGEST_NAME) });
}

/** One row as it is understood. */
function rowPart(row: FileRow, otherwise: string, today: LocalDate): Part {
  const currency = row.currency ?? otherwise;
  const isSpent = !row.amount.startsWith("-");
  const minor = minorFromDecimal(isSpent ? row.amount : row.amount.slice(1), currency);
  const words = row.name ?? row.memo;
  return say(isSpent ? "import/spent" : "import/received", {
    day: dayName(row.date, today),
    amount: formatMoney({ minor, currency }),
    name: words === null ? inline("import/no-name") : shorten(words, LONGEST_NAME),
  });
}

/** Nothing where no row is left out. */
export function leftOutParts({ count, first }: LeftOut): readonly Part[] {
  if (count === 0) return [];
  const lines = first
    .map(({ line, reason }) => inline("import/line", { line, reason: reasonWords(reason) }))
    .join("; ");
  const more = count - first.length;
  return [more === 0 ? say("import/left-out", { lines }) : say("import/left-out-more", { lines, more })];
}

/** What an import came to; what was added can be taken back. */
export function storedReply(importId: string, stored: Stored, today: LocalDate): Reply {
  const { rows, added, period, leftOut } = stored;
  const accounts = quoted(stored.accounts.map(({ name }) => name));
  const place = inPlace(importId);
  const rest = leftOutParts(leftOut);
  if (added === 0) {
    return {
      parts: [say("import/nothing-new", { rows: counted(rows, "row"), accounts }), ...rest],
      ...place,
    };
  }
  const head = say("import/stored", {
    added: counted(added, "row"),
    accounts,
    period: period === null ? "" : periodName(period, today),
  });
  const known = rows - added;
  return {
    parts: [head, ...(known === 0 ? [] : [say("import/known", { known: counted(known, "row") })]), ...rest],
    choices: [{ id: `import:${importId}:undo`, label: "undo", standing: true }],
    ...place,
  };
}

/** How many rows of a long file are stored; null before the first. */
export function storingPart(done: number, rows: number): Part | null {
  if (done === 0) return null;
  return say("import/progress", { done: spaced(done), rows: spaced(Math.max(rows, done)) });
}

function quoted(names: readonly string[]): string {
  return listed(names.map((name) => inline("import/quoted", { name })));
}
