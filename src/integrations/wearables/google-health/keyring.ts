import { ask } from "../../ask.ts";
import { ProviderError } from "../../provider.ts";
import { type Keyset, readKeyset, verifySignature } from "./signature.ts";

/** Google changes its keys about once a month; one that was taken back counts for no longer than this. */
const LIFE_MS = 60 * 60_000;
/** A key that is not among them may have come since, and is looked for no more often: anybody can name one. */
const LOOK_AGAIN_MS = 60_000;
/** Google waits for an answer while the keys are fetched. */
const LOOKUP = { withinMs: 5000, mostBytes: 64 * 1024 } as const;

/** `unknown`: it cannot be told now whether Google said it, so it should come again. */
export type Verdict = "genuine" | "forged" | "unknown";

/** Whether Google signed exactly these bytes, see {@link verifySignature}. */
export type Verify = (signature: unknown, body: Buffer) => Promise<Verdict>;

type Fetched = { readonly keys: Keyset; readonly at: number };

/** Google's keys, fetched when they are first needed, once in a while, and when one is named that is not among them. */
export function createKeyring(url: string, clock: () => Date): Verify {
  let fetched: Fetched | null = null;
  let fetching: Promise<Fetched> | null = null;

  /** Notifications come in bunches. */
  function fetchOnce(): Promise<Fetched> {
    fetching ??= fetchKeys().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  async function fetchKeys(): Promise<Fetched> {
    const at = clock().getTime();
    const answer = await ask(new URL(url), { method: "GET", ...LOOKUP });
    const keys = answer.status === 200 ? readKeyset(jsonOf(answer.text)) : new Map();
    // Somebody else's page, or one without a key of the kind: what is known stays, and nothing is forged by it.
    if (keys.size === 0) throw new ProviderError("unavailable", { providerCode: "NO_KEYS" });
    fetched = { keys, at };
    return fetched;
  }

  const isOlder = (found: Fetched, lifeMs: number) => clock().getTime() - found.at >= lifeMs;

  return async function verify(signature, body) {
    try {
      const held = fetched === null || isOlder(fetched, LIFE_MS) ? null : fetched;
      const first = held ?? (await fetchOnce());
      const verdict = verifySignature(signature, body, first.keys);
      if (verdict !== "unknown-key") return verdict;
      if (held !== null && !isOlder(held, LOOK_AGAIN_MS)) return "unknown";
      const last = held === null ? first : await fetchOnce();
      return verifySignature(signature, body, last.keys) === "genuine" ? "genuine" : "forged";
    } catch (error) {
      if (error instanceof ProviderError) return "unknown";
      throw error;
    }
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
