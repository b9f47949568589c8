import { ChatError, type InboundFile } from "../../adapter.ts";
import type { Clients } from "./clients.ts";
import { LIMITS } from "./limits.ts";

const FETCH_MS = 25_000;

/** A file's reference holds whose token opens it: `T1 https://files.slack.com/…`. */
export function fileReference(team: string, url: string): string {
  return `${team} ${url}`;
}

/**
 * Fetches a file that a person sent.
 *
 * @param apiUrl where Slack's methods are: the token goes to no other host than that one's files
 * @throws ChatError
 */
export async function fetchSlackFile(
  { reference, isTooLarge }: InboundFile,
  clients: Clients,
  apiUrl: string,
): Promise<Uint8Array> {
  const [team = "", address = ""] = reference.split(" ");
  const url = URL.parse(address);
  if (isTooLarge || url === null || !isSlackFile(url, apiUrl)) throw new ChatError("refused");
  return clients.call(team, async (_, token) => {
    const headers = { authorization: `Bearer ${token}` };
    // A redirect could lead the token elsewhere.
    const answer = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(FETCH_MS) });
    if (!answer.ok) throw new ChatError(answer.status >= 500 ? "unavailable" : "refused");
    // Whoever may not read a file gets a page to sign in instead.
    const isPage = answer.headers.get("content-type")?.startsWith("text/html") === true;
    if (isPage && !/\.html?$/i.test(url.pathname)) throw new ChatError("refused");
    return readBytes(answer);
  });
}

/** Stops reading where it is more than Slack said it would be. */
async function readBytes(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > LIMITS.fileBytes) throw new ChatError("refused");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Slack keeps files at `files.slack.com`; another API, as a test's, keeps them at its own address. */
function isSlackFile(url: URL, apiUrl: string): boolean {
  const api = new URL(apiUrl);
  if (!isSlackHost(api.hostname)) return url.origin === api.origin;
  return url.protocol === "https:" && isSlackHost(url.hostname);
}

const isSlackHost = (host: string) => host === "slack.com" || host.endsWith(".slack.com");
