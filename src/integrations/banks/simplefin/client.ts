import { type Answer, ask } from "../../ask.ts";
import { ProviderError } from "../../provider.ts";
import { type AccountSet, accountSet } from "./answer.ts";

const CLAIM_MS = 20_000;
/** The bridge may ask the banks first. */
const ACCOUNTS_MS = 60_000;
const CLAIM_BYTES = 4096;
const ACCOUNTS_BYTES = 32 * 2 ** 20;
/** Its limits count by the day. */
const LIMIT_SECONDS = 4 * 3600;

const ACCEPT = "application/json, text/plain";

/**
 * Claims access; the service gives it out once.
 *
 * @returns what it said, which should be the access's address
 * @throws ProviderError `refused` with the code `403` where the token was claimed before or withdrawn
 */
export async function claimAccess(claimUrl: string): Promise<string> {
  const answer = await ask(new URL(claimUrl), {
    method: "POST",
    headers: { accept: ACCEPT, "content-length": "0" },
    withinMs: CLAIM_MS,
    mostBytes: CLAIM_BYTES,
  });
  if (answer.status === 200) return answer.text.trim();
  // Another answer to a claim that is not one says nothing about whether it may be tried again.
  if (answer.status < 500 && answer.status !== 429) {
    throw new ProviderError("refused", { providerCode: String(answer.status) });
  }
  throw failed(answer);
}

/**
 * Asks for accounts and their movements.
 *
 * @param accessUrl with the name and password in it
 * @param window instants, the end not included
 * @throws ProviderError with the status as its code
 */
export async function readAccounts(
  accessUrl: string,
  window: { readonly from: Date; readonly until: Date },
): Promise<AccountSet> {
  const access = new URL(accessUrl);
  const address = new URL(`${access.origin}${access.pathname.replace(/\/+$/, "")}/accounts`);
  address.search = String(
    new URLSearchParams({
      "start-date": epochOf(window.from),
      "end-date": epochOf(window.until),
      pending: "1",
      version: "2",
    }),
  );
  const named = `${decodeURIComponent(access.username)}:${decodeURIComponent(access.password)}`;
  const authorization = `Basic ${Buffer.from(named).toString("base64")}`;
  const answer = await ask(address, {
    method: "GET",
    headers: { accept: ACCEPT, authorization },
    withinMs: ACCOUNTS_MS,
    mostBytes: ACCOUNTS_BYTES,
  });
  if (answer.status !== 200) throw failed(answer);
  const read = accountSet.safeParse(json(answer.text));
  // A page of a proxy's, or an answer that was cut off; what it says may be anything, so it is not carried on.
  if (!read.success) throw new ProviderError("unavailable", { providerCode: "unreadable" });
  return read.data;
}

const epochOf = (instant: Date) => String(Math.floor(instant.getTime() / 1000));

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function failed({ status, headers }: Answer): ProviderError {
  const providerCode = String(status);
  if (status === 401 || status === 403) return new ProviderError("revoked", { providerCode });
  if (status === 429) {
    const asked = Number(headers.get("retry-after") ?? Number.NaN);
    const retryAfterSeconds = Number.isFinite(asked) && asked > 0 ? asked : LIMIT_SECONDS;
    return new ProviderError("rate-limited", { providerCode, retryAfterSeconds });
  }
  // Unpaid, too, works again by itself once that is settled.
  if (status >= 500 || status === 408 || status === 402)
    return new ProviderError("unavailable", { providerCode });
  return new ProviderError("refused", { providerCode });
}
