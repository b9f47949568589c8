import { randomUUID } from "node:crypto";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type ChatAdapter, ChatError, type HandleEvent, type InboundEvent } from "../adapter.ts";
import { shorten } from "../format.ts";
import type { OutboundMessage, Span } from "../message.ts";
import type { Pictures } from "../pictures/pictures.ts";
import { sparklines } from "../pictures/sparkline.ts";
import { columnsOf, printable, wrapLine, wrapSpans } from "./wrap.ts";

const COACH = "coach  ";
const YOU = "you    ";
const MARGIN = " ".repeat(COACH.length);
const WIDEST = 100;
/** In a narrower window than this the terminal itself breaks lines. */
const NARROWEST = 24;
/** A longer line is cut in the transcript, not in what is read. */
const LONGEST_ECHO = 400;
const QUIT = /^\/(quit|exit|bye)$/i;

export type TerminalOptions = {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Whose terminal it is; without it, the one person of this machine. */
  readonly sender?: string;
  /** IANA name of the machine's zone. */
  readonly timezone: string;
  /** Bold and colour; never in a pipe. */
  readonly styled: boolean;
  /** The one line said at the end. */
  readonly goodbye: string;
  /** Draws what messages show, into files that stay to be looked at; without it there are words alone. */
  readonly pictures?: Pictures;
};

/**
 * A chat in the terminal, or in a pipe: every line of input is one message, choices are numbered.
 *
 * In a pipe the input is written back, so that the output reads as a transcript. On a terminal a message that
 * arrives while someone types keeps the half-typed line.
 */
export function createTerminal(options: TerminalOptions): ChatAdapter {
  const { input, output, timezone, styled, sender = "local" } = options;
  const interactive = input.isTTY === true && output.isTTY === true;
  let lines: Interface | undefined;
  let sent = 0;
  let waiting = false;
  /** Input has ended, by its end, a signal or a terminal that is gone; nothing may be asked any more. */
  let isClosed = false;

  const address = () =>
    ({
      platform: "terminal",
      sender,
      chat: sender,
      timezoneHint: timezone,
      eventId: randomUUID(),
    }) as const;

  // Nobody reads any more, as in `npm start | head`: that ends the chat.
  output.on("error", close);

  function close(): void {
    isClosed = true;
    lines?.close();
  }

  /** @param keep whether a half-typed line stays */
  function prompt(keep: boolean): void {
    if (interactive && !isClosed) lines?.prompt(keep);
  }

  /** Settles once the text is out; rejects when nobody can read it. */
  function write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (interactive && waiting) output.write("\r\x1b[K");
      output.write(text, (error) => (error ? reject(error) : resolve()));
      if (waiting) prompt(true);
    });
  }

  async function show(message: OutboundMessage): Promise<void> {
    const drawn =
      message.picture === undefined ? null : await options.pictures?.render(message.picture.chart);
    // Some terminals say 0 columns when they do not know.
    const columns = Math.min(WIDEST, output.columns || WIDEST);
    await write(renderMessage(message, styled, columns, drawn?.path ?? null));
  }

  async function take(handle: HandleEvent, event: InboundEvent): Promise<void> {
    waiting = false;
    await handle(event);
    waiting = true;
    prompt(false);
  }

  return {
    platform: "terminal",
    async run(handle) {
      lines = createInterface({
        input,
        terminal: interactive,
        ...(interactive ? { output } : {}),
        prompt: YOU,
      });
      lines.on("SIGINT", close);
      lines.on("close", () => {
        isClosed = true;
      });
      // The iterator is taken first: lines that arrive during the greeting must not get lost.
      const iterator = lines[Symbol.asyncIterator]();
      if (isClosed) lines.close();
      await take(handle, { ...address(), kind: "open" });
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) break;
        const text = next.value;
        if (text.trim() === "") {
          prompt(false);
          continue;
        }
        if (!interactive) await write(`${YOU}${printable(shorten(text, LONGEST_ECHO))}\n`).catch(unseen);
        if (QUIT.test(text.trim())) break;
        await take(handle, { ...address(), kind: "text", text });
      }
      waiting = false;
      close();
      if (interactive) output.write("\n");
      await show(plainMessage(options.goodbye)).catch(unseen);
    },
    async send(_, message) {
      // What nobody can see must not count as sent: the outbox keeps it for the next start.
      await show(message).catch((cause: unknown) => {
        throw new ChatError("unavailable", { cause });
      });
      sent += 1;
      return String(sent);
    },
    async sayPlainly(_, text) {
      await show(plainMessage(text)).catch(unseen);
    },
    async stop() {
      close();
    },
  };
}

/** A line that has no second try; the error itself ends the chat. */
function unseen(): void {}

function plainMessage(text: string): OutboundMessage {
  return { text: [{ text }], buttons: [], many: false };
}

/**
 * A message as lines of text: words, a picture as lines of blocks, then numbered answers, asides in brackets, and where the
 * picture is.
 *
 * No line is wider than `columns` in a window of {@link NARROWEST} or more; paths stay whole, to be copied.
 */
export function renderMessage(
  message: OutboundMessage,
  styled: boolean,
  columns: number,
  picturePath: string | null = null,
): string {
  const width = Math.max(NARROWEST, columns) - MARGIN.length;
  const lines: string[] = [];
  for (const line of splitLines(message.text)) {
    for (const wrapped of wrapSpans(line, width)) {
      lines.push(wrapped.map((part) => styleOf(part, styled)).join(""));
    }
  }
  if (message.picture !== undefined) {
    const rows = sparklines(message.picture.chart).map(printable);
    // A row that is broken says nothing.
    lines.push(...rows.filter((row) => columnsOf(row) <= width));
  }
  const answers = message.buttons.filter((button) => !button.aside);
  const asides = message.buttons.filter((button) => button.aside);
  lines.push(
    ...layOut(
      answers.map((button, index) => numbered(`${index + 1}`, printable(button.label))),
      asides.map((button) => ({ mark: "", text: `[${printable(button.label)}]` })),
      width,
    ),
  );
  if (picturePath !== null) lines.push(`picture: ${printable(picturePath)}`);
  if (message.file !== undefined) lines.push(`file: ${printable(message.file.path)}`);
  return lines
    .map((line, index) => `${(index === 0 ? COACH : MARGIN) + line}`.trimEnd())
    .join("\n")
    .concat("\n");
}

/** An answer behind its number; one that is called by its number has it once. */
function numbered(number: string, label: string): Offer {
  return { mark: label === number ? "" : `${number} `, text: label };
}

type Offer = { readonly mark: string; readonly text: string };

/** What fits stands side by side; else answers have a line each, and asides as many lines as they need. */
function layOut(answers: readonly Offer[], asides: readonly Offer[], width: number): readonly string[] {
  const all = rowOf([...answers, ...asides]);
  if (all === "") return [];
  if (columnsOf(all) <= width) return [all];
  const answered = rowOf(answers);
  const fits = columnsOf(answered) <= width;
  const lines = fits ? [answered] : answers.flatMap((offer) => offerLines(offer, width));
  return [...(answered === "" ? [] : lines), ...packed(asides, width).flatMap((row) => offerRow(row, width))];
}

/** As many side by side as fit, in order. */
function packed(offers: readonly Offer[], width: number): readonly (readonly Offer[])[] {
  const rows: Offer[][] = [];
  for (const offer of offers) {
    const row = rows.at(-1);
    if (row !== undefined && columnsOf(rowOf([...row, offer])) <= width) row.push(offer);
    else rows.push([offer]);
  }
  return rows;
}

/** A row that fits; one offer that does not goes on under its words. */
function offerRow(row: readonly Offer[], width: number): readonly string[] {
  const [only, ...others] = row;
  return only !== undefined && others.length === 0 ? offerLines(only, width) : [rowOf(row)];
}

function rowOf(offers: readonly Offer[]): string {
  return offers.map(({ mark, text }) => mark + text).join("  ");
}

function offerLines({ mark, text }: Offer, width: number): readonly string[] {
  return wrapLine(text, width - mark.length).map(
    (line, index) => (index === 0 ? mark : " ".repeat(mark.length)) + line,
  );
}

function splitLines(text: readonly Span[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const part of text) {
    for (const [index, piece] of part.text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (piece !== "") lines.at(-1)?.push({ ...part, text: printable(piece) });
    }
  }
  return lines;
}

function styleOf({ text, style }: Span, styled: boolean): string {
  if (!styled || style === undefined) return text;
  return style === "bold" ? `\x1b[1m${text}\x1b[22m` : `\x1b[3m${text}\x1b[23m`;
}
