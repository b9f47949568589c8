import { randomUUID } from "node:crypto";
import { basename, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { plainReply } from "../../../bot/reply.ts";
import type { Database, OpenDatabase } from "../../../db/client.ts";
import { OperatorError } from "../../../db/errors.ts";
import {
  changeImport,
  findHome,
  findLayoutAnswers,
  findUnfinished,
  recordImport,
} from "../../../db/queries/imports.ts";
import { say, writeOut } from "../../commands/command.ts";
import { type OpenFile, UnreadableFileError } from "../../integrations/files/file-item.ts";
import { phoneZone } from "../../integrations/wearables/apple/phone-zone.ts";
import { RefusedUploadError } from "../../integrations/wearables/refused-upload.ts";
import type { Asked } from "../arguments.ts";
import { agreed } from "../ask.ts";
import { onePerson, withDatabase, withQueue } from "../open-store.ts";
import type { BodyFile, BodyFormat } from "./body-file.ts";
import { countsOf, dayLines, leftOutParts, problemOf, seenParts, storedParts } from "./messages.ts";
import { questionLine, unanswered } from "./questions.ts";
import { readBodyFile } from "./read-body.ts";
import { storeDays } from "./store-days.ts";
import { yearsOn } from "./years-line.ts";

type Given = { readonly open: OpenFile; readonly size: number; readonly format: BodyFormat };

/**
 * `npm run import` of a file of days.
 *
 * @throws OperatorError in one sentence that names nothing of what stands in the file
 */
export async function importDays(asked: Asked, given: Given, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    if (asked.isDryRun) await show(asked, given, env);
    else await withDatabase(env, (database) => store(database, asked, given));
  } catch (error) {
    if (error instanceof RefusedUploadError) throw refusal(asked, problemOf(error) + hintOf(error), error);
    if (error instanceof UnreadableFileError) throw refusal(asked, "it went away while it was read", error);
    throw error;
  }
}

const refusal = ({ path }: Asked, problem: string, cause: unknown) =>
  new OperatorError(`${basename(path)} cannot be read: ${problem}. Nothing was stored.`, cause);

/** What the command can be told of it. */
function hintOf({ code }: RefusedUploadError): string {
  return code === "several-people" ? ", or say --participant=ID" : "";
}

/** What a file says, one line for each day. Nobody is asked whose it is, so the zone is the given one or the phone's own. */
async function show(asked: Asked, given: Given, env: NodeJS.ProcessEnv): Promise<void> {
  const machine = env.TZ?.trim() || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isExport = given.format === "apple-health";
  const zone = asked.timezone ?? (isExport ? await phoneZone(given.open, machine) : machine);
  const { file } = await read(given, asked, zone);
  for (const line of dayLines(file, asked.json)) await writeOut(`${line}\n`);
  if (file.question !== null) {
    const line = questionLine(file.question);
    await writeOut(`${asked.json ? JSON.stringify({ question: line, about: file.question.about }) : line}\n`);
  }
  if (asked.json) return;
  for (const part of [...seenParts(file), ...leftOutParts(file, 0)]) say(plainReply({ parts: [part] }));
  say("Nothing was stored.");
}

async function read({ open, size, format }: Given, { table }: Asked, zone: string) {
  // Of what parsing throws away, little is kept before it is cleared: else an export of a gigabyte takes 60 MB more.
  setFlagsFromString("--heap-growing-percent=50");
  // A table of days is read in a moment.
  const years = format === "apple-health" ? yearsOn(process.stderr, size) : null;
  try {
    const read = await readBodyFile(open, format, { zone, isApart: false, onProgress: years?.at, table });
    years?.at(size, read.file.days.at(-1)?.date ?? null);
    return read;
  } finally {
    years?.end();
  }
}

async function store(database: OpenDatabase, asked: Asked, given: Given): Promise<void> {
  const { db } = database;
  const userId = await onePerson(database, asked.person);
  const home = await findHome(db, userId);
  if (home === null) throw new OperatorError("The person is gone.");
  const { timezone } = home;
  const { file, sha256 } = await readAnswered(db, userId, asked, given, timezone);
  if (file.days.length === 0) {
    say(plainReply({ parts: [{ prompt: "body-import/nothing-in-it" }] }));
    return say("Nothing was stored.");
  }
  for (const part of seenParts(file)) say(plainReply({ parts: [part] }));
  const isYes = await agreed(asked.isAgreed, "Take it in?", "Nothing was stored: add --yes to store it.");
  if (!isYes) return say("Nothing was stored.");
  const importId = await begin(database, userId, asked, { ...given, sha256, file });
  await withQueue(database, async (enqueue) => {
    const about = { userId, importId, timezone, clock: () => new Date() };
    const stored = await storeDays({ db, enqueue }, file, about, async (tx, came, now) => {
      const change = { state: "stored", counts: countsOf(file, came) } as const;
      await changeImport(tx, userId, importId, ["storing"], change, now);
    });
    for (const part of storedParts(file, stored)) say(plainReply({ parts: [part] }));
    if (stored.added > 0) say("npm run import -- --undo takes it back.");
  });
}

/** With what was said of an earlier file of the layout. @throws OperatorError where only the person can say */
async function readAnswered(db: Database, userId: string, asked: Asked, given: Given, zone: string) {
  const first = await read(given, asked, zone);
  const { question } = first.file;
  if (question === null) return first;
  const { dayFirst } =
    question.about === "date-order" ? await findLayoutAnswers(db, userId, question.layout) : {};
  if (dayFirst === undefined) throw unanswered(asked.path, question);
  const again = await read(given, { ...asked, table: { ...asked.table, dayFirst } }, zone);
  if (again.file.question !== null) throw unanswered(asked.path, again.file.question);
  return again;
}

/** One that was cut off in its midst goes on, so that what it had stored is taken back with the rest. */
async function begin(
  { db }: OpenDatabase,
  userId: string,
  { path }: Asked,
  { size, sha256, file }: Given & { readonly sha256: string; readonly file: BodyFile },
): Promise<string> {
  const unfinished = await findUnfinished(db, userId, sha256);
  if (unfinished !== null) return unfinished.id;
  const id = randomUUID();
  const now = new Date();
  const about = { id, identityId: null, reference: resolve(path), fileName: basename(path), bytes: size };
  await db.transaction(async (tx) => {
    await recordImport(tx, userId, { ...about, state: "storing" }, now);
    const options = { rows: file.days.length };
    await changeImport(tx, userId, id, ["storing"], { kind: "body", sha256, options }, now);
  });
  return id;
}
