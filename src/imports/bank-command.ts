import { randomUUID } from "node:crypto";
import { basename, resolve } from "node:path";
import { plainReply } from "../../bot/reply.ts";
import { localDateOf } from "../../coaching/model/local-date.ts";
import type { OpenDatabase } from "../../db/client.ts";
import { OperatorError } from "../../db/errors.ts";
import {
  changeImport,
  findHome,
  findLayoutAnswers,
  type LayoutAnswers,
  recordImport,
  saveLayoutAnswers,
} from "../../db/queries/imports.ts";
import { errandJob, type Queue } from "../../db/queue.ts";
import { say, writeOut } from "../commands/command.ts";
import { type FileQuestion, type OpenFile, UnreadableFileError } from "../integrations/files/file-item.ts";
import { placesOf } from "./accounts.ts";
import type { Asked } from "./arguments.ts";
import { agreed, ask, isTerminal } from "./ask.ts";
import { dryRun, flagsOf, sentence, unreadable } from "./dry-run.ts";
import { answerTo, type Look, lookAt } from "./look.ts";
import { leftOutParts, lookParts, storedReply } from "./messages.ts";
import { onePerson, withDatabase, withQueue } from "./open-store.ts";
import { progressOn } from "./progress-line.ts";
import { OpenQuestionError, type Stored, storeFile } from "./store.ts";

/** @throws OperatorError in one sentence that names nothing of what stands in the file */
export async function importBank(
  asked: Asked,
  open: OpenFile,
  size: number,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (!asked.isDryRun) return store(asked, open, size, env);
  const progress = progressOn(process.stderr, size);
  const write = async (line: string) => {
    progress.row();
    await writeOut(line);
  };
  const { dayFirst, positiveMeans, currency, json } = asked;
  const options = { dayFirst, positiveMeans, currency, json, name: basename(asked.path) };
  try {
    await dryRun(open, { ...options, onProgress: (done) => progress.bytes(done) }, write);
  } finally {
    progress.end();
  }
}

async function store(asked: Asked, open: OpenFile, size: number, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await withDatabase(env, (database) => storeFor(database, asked, open, size));
  } catch (error) {
    if (error instanceof UnreadableFileError) throw unreadable(basename(asked.path), error);
    if (error instanceof OpenQuestionError) throw unanswered(error.question);
    throw error;
  }
}

/** Where nobody is there to answer, so that nothing is stored. */
const unanswered = (question: FileQuestion) =>
  new OperatorError(`${sentence(question)} ${flagsOf(question)} Nothing was stored.`);

async function storeFor(database: OpenDatabase, asked: Asked, open: OpenFile, size: number): Promise<void> {
  const { db } = database;
  const { path, person, account: named } = asked;
  const userId = await onePerson(database, person);
  const own = await findHome(db, userId);
  if (own === null) throw new OperatorError("The person is gone.");
  const home = { timezone: own.timezone, currency: asked.currency ?? own.currency };
  const now = new Date();
  const today = localDateOf(now, home.timezone);
  const look = await lookAnswered(database, userId, asked, open, home.currency);
  const importId = randomUUID();
  const fileName = basename(path);
  const account = named === undefined ? null : { name: named };
  const places = await placesOf(db, userId, { choice: account, look, fileName, importId });
  const accounts = places.accounts.map(({ name }) => name);
  const parts = [...lookParts({ look, currency: home.currency, today, accounts })];
  say(plainReply({ parts: look.rows === 0 ? [{ prompt: "import/nothing-in-it" }] : parts }));
  for (const part of leftOutParts(look.leftOut)) say(plainReply({ parts: [part] }));
  const isStored =
    look.rows > 0 &&
    (await agreed(asked.isAgreed, "Store them?", "Nothing was stored: add --yes to store it."));
  if (!isStored) return say("Nothing was stored.");
  const progress = progressOn(process.stderr, size);
  const { answers } = look;
  const request = { userId, importId, fileName, home, answers, account, now };
  let read = 0;
  const counted = () =>
    progressing(open, (bytes) => {
      read += bytes;
      progress.bytes(read);
    });
  try {
    const stored = await withQueue(database, (enqueue) =>
      storeFile(database, counted, { ...request, onRows: progress.rows }, (tx, came) =>
        conclude(tx, came, { ...request, path, size, sha256: look.sha256 }, enqueue),
      ),
    );
    progress.end();
    say(plainReply(storedReply(importId, stored, today)));
    if (stored.added > 0) say("npm run import -- --undo takes it back.");
  } finally {
    progress.end();
  }
}

async function* progressing(open: OpenFile, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of open()) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function conclude(
  tx: OpenDatabase["db"],
  stored: Stored,
  about: {
    readonly userId: string;
    readonly importId: string;
    readonly fileName: string;
    readonly path: string;
    readonly size: number;
    readonly sha256: string;
    readonly answers: LayoutAnswers;
    readonly now: Date;
  },
  enqueue: Queue["enqueue"],
): Promise<void> {
  const { userId, importId: id, fileName, path, size, sha256, answers, now } = about;
  const { rows, added, leftOut, accounts, source } = stored;
  const reference = resolve(path);
  await recordImport(
    tx,
    userId,
    { id, identityId: null, reference, fileName, bytes: size, state: "storing" },
    now,
  );
  const change = {
    state: "stored" as const,
    sha256,
    accountId: source === null ? null : (accounts[0]?.id ?? null),
    counts: { added, known: rows - added, leftOut: leftOut.count },
    options: { answers, rows, ...(source === null ? {} : { source }) },
  };
  await changeImport(tx, userId, id, ["storing"], change, now);
  await enqueue(tx, "errands", [errandJob({ kind: "understand-money", userId, subject: null }, now)]);
}

/** Looks at the file until nothing is open: what the flags do not answer is asked on a terminal. */
async function lookAnswered(
  { db }: OpenDatabase,
  userId: string,
  { dayFirst, positiveMeans }: Asked,
  open: OpenFile,
  currency: string,
): Promise<Look> {
  let answers: LayoutAnswers = { dayFirst, positiveMeans };
  const remembered = (layout: string) => findLayoutAnswers(db, userId, layout);
  for (;;) {
    const look = await lookAt(open, { answers, currency, remembered });
    const { question } = look;
    if (question === null) return look;
    if (!isTerminal()) throw unanswered(question);
    const answer = await askQuestion(question);
    if (answer === null) continue;
    await saveLayoutAnswers(db, userId, question.layout, answer, new Date());
    answers = { ...look.answers, ...answer };
  }
}

/** @returns null when the answer is none */
async function askQuestion(question: FileQuestion): Promise<LayoutAnswers | null> {
  say(sentence(question));
  const isDate = question.about === "date-order";
  const said = (await ask(isDate ? "day or month first? " : "spent or received? ")).toLowerCase();
  if (said === "") throw new OperatorError("Nothing was stored.");
  const given: LayoutAnswers = isDate
    ? { dayFirst: /^d/.test(said) ? true : /^m/.test(said) ? false : undefined }
    : { positiveMeans: /^s/.test(said) ? "spent" : /^r/.test(said) ? "received" : undefined };
  return answerTo(question, given);
}
