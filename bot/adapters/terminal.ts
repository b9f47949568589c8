import { randomUUID } from "node:crypto";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { ChatAdapter, HandleEvent, InboundEvent } from "../adapter.ts";
import type { OutboundMessage, Span } from "../message.ts";
import { wrapLine } from "./wrap.ts";

const COACH = "coach  ";
const YOU = "you    ";
const MARGIN = " ".repeat(COACH.length);
const WIDEST = 100;
/** A longer line is cut in the transcript, not in what is read. */
const LONGEST_ECHO = 400;
const QUIT = /^\/(quit|exit|bye)$/i;

export type TerminalOptions = {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** IANA name of the machine's zone. */
  readonly timezone: string;
  /** Bold and colour; never in a pipe. */
  readonly styled: boolean;
  /** The one line said at the end. */
  readonly goodbye: string;
};

/**
 * A chat in the terminal, or in a pipe: every line of input is one message, choices are numbered.
 *
 * In a pipe the input is written back, so that the output reads as a transcript. On a terminal a message that
 * arrives while someone types keeps the half-typed line.
 */
export function createTerminal(options: TerminalOptions): ChatAdapter {
  const { input, output, timezone, styled } = options;
  const interactive = input.isTTY === true && output.isTTY === true;
  let lines: Interface | undefined;
  let sent = 0;
  let waiting = false;

  const address = () =>
    ({
      platform: "terminal",
      sender: "local",
      chat: "local",
      timezoneHint: timezone,
      eventId: randomUUID(),
    }) as const;

  function write(text: string): void {
    if (interactive && waiting) output.write("\r\x1b[K");
    output.write(text);
    if (interactive && waiting) lines?.prompt(true);
  }

  async function take(handle: HandleEvent, event: InboundEvent): Promise<void> {
    waiting = false;
    await handle(event);
    waiting = true;
    if (interactive) lines?.prompt();
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
      lines.on("SIGINT", () => lines?.close());
      // Nobody reads any more, as in `npm start | head`: that ends the chat.
      output.on("error", () => lines?.close());
      // The iterator is taken first: lines that arrive during the greeting must not get lost.
      const iterator = lines[Symbol.asyncIterator]();
      await take(handle, { ...address(), kind: "open" });
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) break;
        const text = next.value;
        if (text.trim() === "") {
          if (interactive) lines.prompt();
          continue;
        }
        if (!interactive) write(`${YOU}${withoutControls(text.slice(0, LONGEST_ECHO))}\n`);
        if (QUIT.test(text.trim())) break;
        await take(handle, { ...address(), kind: "text", text });
      }
      waiting = false;
      lines.close();
      output.write(interactive ? `\n${COACH}${options.goodbye}\n` : `${COACH}${options.goodbye}\n`);
    },
    async send(_, message) {
      sent += 1;
      write(renderMessage(message, styled, Math.min(WIDEST, output.columns ?? WIDEST)));
      return String(sent);
    },
    async sayPlainly(_, text) {
      write(`${COACH}${text}\n`);
    },
    async stop() {
      lines?.close();
    },
  };
}

/** A message as lines of text: words, then numbered answers, then asides in brackets. */
export function renderMessage(message: OutboundMessage, styled: boolean, columns: number): string {
  const width = Math.max(40, columns) - MARGIN.length;
  const lines: string[] = [];
  for (const line of splitLines(message.text)) {
    lines.push(...wrapLine(line.map((part) => styleOf(part, styled)).join(""), width));
  }
  const answers = message.buttons.filter((button) => !button.aside);
  const asides = message.buttons.filter((button) => button.aside).map((button) => `[${button.label}]`);
  const numbered = answers.map((button, index) => `${index + 1} ${button.label}`);
  if (numbered.length > 0) lines.push(...layOut(numbered, asides, width));
  else if (asides.length > 0) lines.push(...wrapLine(asides.join("  "), width));
  if (message.picture !== undefined) lines.push(`picture: ${message.picture.path}`);
  if (message.file !== undefined) lines.push(`file: ${message.file.path}`);
  return lines
    .map((line, index) => `${(index === 0 ? COACH : MARGIN) + line}`.trimEnd())
    .join("\n")
    .concat("\n");
}

/** Short answers side by side, long ones a line each. */
function layOut(numbered: readonly string[], asides: readonly string[], width: number): readonly string[] {
  const row = [...numbered, ...asides].join("  ");
  if (row.length <= width) return [row];
  const asideRow = asides.length === 0 ? [] : [asides.join("  ")];
  const answers = numbered.join("  ");
  return answers.length <= width ? [answers, ...asideRow] : [...numbered, ...asideRow];
}

function splitLines(text: readonly Span[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const part of text) {
    for (const [index, piece] of part.text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (piece !== "") lines.at(-1)?.push({ ...part, text: piece });
    }
  }
  return lines;
}

function styleOf(part: Span, styled: boolean): string {
  const text = withoutControls(part.text);
  if (!styled || part.style === undefined) return text;
  return part.style === "bold" ? `\x1b[1m${text}\x1b[22m` : `\x1b[3m${text}\x1b[23m`;
}

/** What a bank or a person wrote must not steer the terminal. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, "");
}
