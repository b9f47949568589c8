import { ProviderError } from "../../provider.ts";

/** How long a service that is away is waited for, each time. */
const PAUSES_MS = [1000, 3000] as const;

/**
 * Asks what has to be known beside a sign-in that was just made. Its code is spent by now, so that a service which is away is
 * waited for a little before the person has to begin anew.
 *
 * @param interrupted what they read then
 * @throws ProviderError `refused` with `INTERRUPTED` where it stays away; else as `ask` does
 */
export async function afterSignIn<Of>(
  ask: () => Promise<Of>,
  sleep: (ms: number) => Promise<unknown>,
  interrupted: () => string,
): Promise<Of> {
  for (const pause of [...PAUSES_MS, null]) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (pause !== null) await sleep(pause);
    }
  }
  throw new ProviderError("refused", { providerCode: "INTERRUPTED", shown: interrupted() });
}

function isPassing(error: unknown): boolean {
  return error instanceof ProviderError && (error.code === "unavailable" || error.code === "rate-limited");
}
