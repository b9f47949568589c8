import { isResting } from "../../bot/crisis.ts";
import { dayName } from "../../bot/format.ts";
import { readImportOptions } from "../../bot/money/import-options.ts";
import { inPlace } from "../../bot/money/imports.ts";
import { tell } from "../../bot/reply.ts";
import { speak } from "../../bot/speak.ts";
import { say } from "../../bot/turn.ts";
import { localDateOf } from "../../coaching/model/local-date.ts";
import { lockPeople } from "../../db/queries/chat-rows.ts";
import {
  changeImport,
  findHome,
  findImport,
  findLayoutAnswers,
  findStoredFile,
  type ImportRow,
} from "../../db/queries/imports.ts";
import { placesOf } from "../imports/accounts.ts";
import { bodyFormatOf } from "../imports/body/body-file.ts";
import { type Look, lookAt } from "../imports/look.ts";
import { leftOutParts, lookReply, unreadableReply } from "../imports/messages.ts";
import { otherKindOf } from "../imports/other-kinds.ts";
import { type OpenFile, UnreadableFileError } from "../integrations/files/file-item.ts";
import type { ErrandContext, RunErrand } from "./errands.ts";
import { askForKind, lookAtDays } from "./import-days.ts";
import { fail, openImport, stepOf } from "./import-file.ts";

/** Accounts that are offered beside the one that a file would go into. */
const MOST_OFFERED = 4;

/** Reads a file that was sent, shows what is in it, and asks whether to store it, or what only the person can say. */
export const lookAtImport: RunErrand = async ({ userId, subject }, context) => {
  const row = subject === null ? null : await findImport(context.db, userId, subject);
  const home = await findHome(context.db, userId);
  if (row?.state !== "looking" || home === null) return;
  await stepOf(userId, row, context, () => look(userId, row, home, context));
};

type Home = { readonly timezone: string; readonly currency: string };

async function look(userId: string, row: ImportRow, home: Home, context: ErrandContext): Promise<void> {
  const open = await openImport(userId, row, context);
  if (open === null) return;
  const orRefuse = <Read>(read: () => Promise<Read>) => readOrRefuse(userId, row, open, context, read);
  const { answers, taken } = readImportOptions(row.options);
  const kind = await orRefuse(async () => ({ format: await bodyFormatOf(open, row.fileName, taken) }));
  if (kind === null) return;
  const { format } = kind;
  if (format === "unclear") return askForKind(userId, row, context);
  if (format !== null) return lookAtDays({ userId, row, timezone: home.timezone, open, format }, context);
  const remembered = (layout: string) => findLayoutAnswers(context.db, userId, layout);
  const seen = await orRefuse(() => lookAt(open, { answers, currency: home.currency, remembered }));
  if (seen === null) return;
  if (seen.rows === 0) {
    const parts = [{ prompt: "import/nothing-in-it" }, ...leftOutParts(seen.leftOut)];
    return fail(userId, row, "no-rows", { parts }, context);
  }
  const known = await findStoredFile(context.db, userId, seen.sha256);
  if (known !== null) {
    const today = localDateOf(context.clock(), home.timezone);
    const day = dayName(localDateOf(known.updatedAt, home.timezone), today);
    return fail(userId, row, "known", tell("import/known-file", { day }), context, "dropped");
  }
  await show(userId, row, seen, home, context);
}

/** @returns null when it cannot be read, which has been told then */
async function readOrRefuse<Read>(
  userId: string,
  row: ImportRow,
  open: OpenFile,
  context: ErrandContext,
  read: () => Promise<Read>,
): Promise<Read | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    const other = error.code === "not-opened" ? null : await otherKindOf(open, row.fileName);
    const reply = other === null ? unreadableReply(row.id, error) : tell(`import/is-${other}`);
    await fail(userId, row, error.code, reply, context);
    return null;
  }
}

async function show(
  userId: string,
  row: ImportRow,
  look: Look,
  home: Home,
  { db, clock }: ErrandContext,
): Promise<void> {
  const now = clock();
  await db.transaction(async (tx) => {
    await lockPeople(tx, [userId]);
    const options = readImportOptions(row.options);
    const { account: choice } = options;
    const places = await placesOf(tx, userId, { choice, look, fileName: row.fileName, importId: row.id });
    const { accounts: targets, mayBeNew } = places;
    const accounts = targets.map(({ name }) => name);
    const offered = places.others.slice(0, MOST_OFFERED);
    const { question, answers, rows, sha256 } = look;
    const asks = question === null ? null : { about: question.about, layout: question.layout };
    const change = {
      state: "asking" as const,
      sha256,
      options: { ...options, answers, rows, asks, offered: offered.map(({ id }) => id), misses: 0 },
    };
    if (!(await changeImport(tx, userId, row.id, ["looking"], change, now))) return;
    const eventKey = `import/${row.id}/${options.step}/look`;
    await speak(tx, { userId, identityId: row.identityId, eventKey, now }, async (turn) => {
      // Amounts are for later; the file lies where it was sent.
      if (isResting(turn.chat, now)) {
        await changeImport(tx, userId, row.id, ["asking"], { state: "dropped" }, now);
        return say(turn, [{ ...tell("import/dropped"), ...inPlace(row.id) }]);
      }
      const { currency } = home;
      const { today } = turn.context;
      const shown = { importId: row.id, look, currency, today, accounts, offered, mayBeNew };
      say(turn, [lookReply(shown)]);
    });
  });
}
