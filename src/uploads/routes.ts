import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Route } from "../../bot/adapter.ts";
import { plainText } from "../../bot/message.ts";
import type { UploadToken } from "../../db/queries/upload-tokens.ts";
import { render } from "../../prompts/index.ts";
import type { Page } from "../integrations/page.ts";
import { NoSpaceError, type Upload } from "./folder.ts";
import { FormError, readFormFile } from "./form-file.ts";
import { PACE, paced, SendError, type SendProblem } from "./paced.ts";
import { gonePage, outcomePage, SLICE_BYTES, uploadPage, type Words } from "./page.ts";
import { linkOf, takeUpload, type UploadParts } from "./receive.ts";

/** A token stands behind it. */
const UPLOAD_PATH = "/upload/";

const GB = 2 ** 30;
/** Around a form's file: its boundary twice and what is said of it. */
const FORM_BYTES = 16_384;
/** How long what still comes of a refused request flows on to nobody, so that its sender comes to read the answer. */
const LINGER_MS = 5000;

type Outcome = "taken" | "gone" | "no-space" | "no-file" | "busy" | SendProblem;
const STATUS: Readonly<Record<Outcome, number>> = {
  taken: 200,
  gone: 404,
  "too-large": 413,
  "too-slow": 408,
  "cut-off": 400,
  "no-file": 400,
  busy: 409,
  "no-space": 507,
};

const words: Words = (template, facts = {}) => plainText(render(template, facts));

/**
 * The page of an upload link, and what it sends: a form's file at once, or slices with `at` in the address, of which any may be
 * sent again. A look does not use the link up, as chats look at links to show what is behind them.
 */
export function uploadRoutes(parts: UploadParts, pace = PACE): readonly Route[] {
  const { folder, mostBytes, log } = parts;
  const maxGb = Math.round((mostBytes / GB) * 10) / 10;
  /** Links by which something is being sent. */
  const busy = new Set<string>();

  async function show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const link = await linkOf(parts, wayOf(request).token);
    const nonce = randomBytes(16).toString("base64url");
    answerPage(response, link === null ? gonePage({ nonce, words }) : uploadPage({ nonce, words, maxGb }));
  }

  /** How much of a file has come; of another one, nothing. */
  async function tellState(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { token, query } = wayOf(request);
    const link = await linkOf(parts, token);
    if (link === null) return answerJson(response, "gone", {});
    const held = await folder.find(link.id);
    answerJson(response, "taken", { at: held !== null && held.mark === query.get("mark") ? held.at : 0 });
  }

  async function takeSlice(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { token, query } = wayOf(request);
    const link = await linkOf(parts, token);
    if (link === null) return answerJson(response, "gone", {});
    const at = Number(query.get("at"));
    const { outcome, held } = await alone(link, async () => {
      const begun = await heldFor(link, request, at);
      if (begun === null) return "no-file";
      if (begun === "too-large") return begun;
      if (begun.at !== at) return "busy";
      await folder.append(link.id, at, paced(request, Math.min(SLICE_BYTES, begun.size - at), pace));
      return "taken";
    });
    if (held !== null && outcome === "taken" && held.at === held.size) {
      const isTaken = await takeUpload(parts, link);
      return answerJson(response, isTaken ? "taken" : "gone", { at: held.at, done: true });
    }
    answerJson(response, outcome, { at: held?.at ?? 0 });
  }

  /** What there is of the file that a slice belongs to; begun where it is the first of another one. */
  async function heldFor(
    { id, userId }: UploadToken,
    { headers }: IncomingMessage,
    at: number,
  ): Promise<Upload | "too-large" | null> {
    const [mark, name] = [headers["x-file-mark"], headers["x-file-name"]].map(decoded);
    const size = Number(headers["x-file-size"]);
    // Only a page of our own may send these without being asked first.
    if (headers["content-type"] !== "application/octet-stream" || !mark || !name) return null;
    if (!Number.isSafeInteger(size) || size <= 0) return null;
    if (size > mostBytes) return "too-large";
    const held = await folder.find(id);
    if (held?.mark === mark && held.size === size) return held;
    if (at === 0) await folder.begin(id, { userId, name, size, mark });
    return folder.find(id);
  }

  async function takeForm(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const link = await linkOf(parts, wayOf(request).token);
    const nonce = randomBytes(16).toString("base64url");
    if (link === null) return answerPage(response, gonePage({ nonce, words }));
    const { outcome } = await alone(link, async () => {
      const size = Number(request.headers["content-length"]);
      if (!Number.isSafeInteger(size) || size <= 0) return "no-file";
      if (size > mostBytes + FORM_BYTES) return "too-large";
      const type = request.headers["content-type"] ?? "";
      const { name, bytes } = await readFormFile(type, paced(request, mostBytes + FORM_BYTES, pace));
      await folder.begin(link.id, { userId: link.userId, name, size, mark: null });
      try {
        await folder.append(link.id, 0, bytes);
      } catch (error) {
        await folder.remove(link.id);
        throw error;
      }
      const whole = await folder.find(link.id);
      if (whole === null || whole.at === 0) return "no-file";
      await folder.settle(whole);
      return "taken";
    });
    const end = outcome === "taken" && !(await takeUpload(parts, link)) ? "gone" : outcome;
    const text = end === "taken" ? words("upload/done") : words(`upload/${end}`, { gb: maxGb });
    answerPage(response, outcomePage(STATUS[end], { nonce, words, text }));
  }

  /** Does something with a link's file while nobody else does; what is wrong with what was sent is an outcome. */
  async function alone(
    { id }: UploadToken,
    work: () => Promise<Outcome>,
  ): Promise<{ readonly outcome: Outcome; readonly held: Upload | null }> {
    if (busy.has(id)) return { outcome: "busy", held: await folder.find(id) };
    busy.add(id);
    try {
      return { outcome: await work().catch(outcomeOf), held: await folder.find(id) };
    } finally {
      busy.delete(id);
    }
  }

  const answering =
    (work: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Route["answer"] =>
    (request, response) => {
      work(request, response)
        .catch((error: unknown) => {
          log.error(log.describe(error), "upload failed");
          if (!response.headersSent) response.writeHead(503, { "cache-control": "no-store" });
          response.end();
        })
        .finally(() => letGo(request));
    };
  const isSlice = (request: IncomingMessage) => wayOf(request).what === "slice";
  const isState = (request: IncomingMessage) => wayOf(request).what === "state";
  const path = `${UPLOAD_PATH}*`;
  return [
    {
      method: "GET",
      path,
      answer: answering((...both) => (isState(both[0]) ? tellState(...both) : show(...both))),
    },
    {
      method: "POST",
      path,
      takesLong: true,
      answer: answering((...both) => (isSlice(both[0]) ? takeSlice(...both) : takeForm(...both))),
    },
  ];
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof SendError) return error.problem;
  if (error instanceof NoSpaceError) return "no-space";
  if (error instanceof FormError) return "no-file";
  throw error;
}

/** The token in the address, what stands behind it, and what was asked. */
function wayOf({ url = "" }: IncomingMessage) {
  const [path = "", query = ""] = url.split("?");
  const [token = "", what = ""] = path.slice(UPLOAD_PATH.length).split("/");
  return { token, what, query: new URLSearchParams(query) };
}

function decoded(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(header ?? ""));
  } catch {
    return "";
  }
}

function answerPage(response: ServerResponse, { status, headers, html }: Page): void {
  response.writeHead(status, headers).end(html);
}

function answerJson(response: ServerResponse, outcome: Outcome, body: object): void {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  response.writeHead(STATUS[outcome], headers).end(JSON.stringify(body));
}

/** What is still on its way of a request that was answered before its end. */
function letGo(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const cut = setTimeout(() => request.destroy(), LINGER_MS);
  request.once("close", () => clearTimeout(cut));
}
