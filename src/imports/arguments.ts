import { parseArgs } from "node:util";
import { sourceNamed } from "../../bot/body/source-name.ts";
import { isTimeZone } from "../../coaching/model/local-date.ts";
import { isCurrency } from "../../coaching/model/money.ts";
import { OperatorError } from "../../db/errors.ts";
import type { ReadOptions } from "../integrations/files/file-item.ts";
import type { TableTaken } from "./body/body-file.ts";
import type { TableAnswers } from "./body/days-table.ts";

const USAGE =
  'Run "npm run import -- FILE --dry-run" to see how a bank\'s file, or an export of Apple Health, is understood, with --json as JSON, one line each; without --dry-run it is shown and, after a yes, stored. --yes stores it without asking, --account=NAME says into which account, --person=EMAIL whose it is where several people use the coach. --day-first or --month-first says what 03/04 means, --positive-means=spent or =received what an amount without a minus means, --currency=EUR what it is in where the file does not say, --timezone=Europe/Berlin where the days of an export begin with --dry-run. Of a table of days, --source=Garmin says what recorded it, --hrv=rmssd, =sdnn or =none what its HRV is, --participant=ID whose rows are meant; --days or --bank what a table is that may be either. "npm run import -- --undo" takes back the last file it stored.';

export interface AskedToUndo {
  readonly kind: "undo";
  /** An id or an e-mail address. */
  readonly person: string | undefined;
  /** Done without a question. */
  readonly isAgreed: boolean;
}

export interface Asked extends ReadOptions {
  readonly kind: "import";
  readonly path: string;
  readonly isDryRun: boolean;
  readonly json: boolean;
  readonly account: string | undefined;
  /** IANA zone of whose days are shown. */
  readonly timezone: string | undefined;
  /** What a table is that may be either. */
  readonly taken: TableTaken | undefined;
  /** What is said of a table of days. */
  readonly table: TableAnswers;
  /** An id or an e-mail address. */
  readonly person: string | undefined;
  /** Stored without a question. */
  readonly isAgreed: boolean;
}

/** @throws OperatorError with how it is used */
export function readArguments(given: readonly string[]): Asked | AskedToUndo {
  const { positionals, values } = parsed(given);
  const [path, ...more] = positionals;
  const person = values.person?.trim() || undefined;
  const isAgreed = values.yes === true;
  if (values.undo === true) {
    const others = Object.keys(values).some((name) => !["undo", "person", "yes"].includes(name));
    if (path !== undefined || others) throw new OperatorError(USAGE);
    return { kind: "undo", person, isAgreed };
  }
  const means = values["positive-means"];
  const currency = values.currency?.toUpperCase();
  const isBoth = values["day-first"] === true && values["month-first"] === true;
  const isJsonAlone = (values.json === true || values.timezone !== undefined) && values["dry-run"] !== true;
  if (path === undefined || more.length > 0 || isBoth || isJsonAlone) throw new OperatorError(USAGE);
  if (means !== undefined && means !== "spent" && means !== "received") throw new OperatorError(USAGE);
  if (currency !== undefined && !isCurrency(currency)) {
    throw new OperatorError(`unknown currency "${currency}": expected an ISO 4217 code, as --currency=EUR`);
  }
  const timezone = values.timezone?.trim();
  if (timezone !== undefined && !isTimeZone(timezone)) {
    throw new OperatorError(
      `unknown time zone "${timezone}": expected an IANA name, as --timezone=Europe/Berlin`,
    );
  }
  const { hrv } = values;
  if (hrv !== undefined && hrv !== "rmssd" && hrv !== "sdnn" && hrv !== "none")
    throw new OperatorError(USAGE);
  const source = values.source === undefined ? undefined : sourceNamed(values.source);
  if (source === null || (values.days === true && values.bank === true)) throw new OperatorError(USAGE);
  const dayFirst = values["day-first"] === true ? true : values["month-first"] === true ? false : undefined;
  return {
    kind: "import",
    path,
    isDryRun: values["dry-run"] === true,
    json: values.json === true,
    dayFirst,
    positiveMeans: means,
    currency,
    timezone,
    taken: values.days === true ? "days" : values.bank === true ? "bank" : undefined,
    table: {
      dayFirst,
      hrvKind: hrv === "none" ? null : hrv,
      source,
      participant: values.participant?.trim() || undefined,
    },
    account: values.account?.trim() || undefined,
    person,
    isAgreed,
  };
}

function parsed(given: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        "dry-run": flag,
        json: flag,
        "day-first": flag,
        "month-first": flag,
        "positive-means": text,
        currency: text,
        timezone: text,
        source: text,
        hrv: text,
        participant: text,
        days: flag,
        bank: flag,
        account: text,
        person: text,
        yes: flag,
        undo: flag,
      },
    });
  } catch (error) {
    throw new OperatorError(USAGE, error);
  }
}
