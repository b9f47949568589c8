import { ProviderError } from "./provider.ts";

export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string };

/**
 * One request to a service, its whole answer bounded in time and length.
 *
 * What is thrown leaves its cause behind: that could name the address or hold the body, and so a password or a token.
 *
 * @throws ProviderError `unavailable` for no answer, `timeout`, `not-reached` or `too-large`; any status is an answer
 */
export async function ask(
  address: URL,
  about: {
    readonly method: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly withinMs: number;
    readonly mostBytes: number;
  },
): Promise<Answer> {
  try {
    const response = await fetch(address, {
      method: about.method,
      // To wherever it led, what is secret would go along.
      redirect: "manual",
      signal: AbortSignal.timeout(about.withinMs),
      headers: { ...about.headers },
      ...(about.body === undefined ? {} : { body: about.body }),
    });
    const text = await boundedText(response, about.mostBytes);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    const isLate = error instanceof Error && error.name === "TimeoutError";
    throw new ProviderError("unavailable", { providerCode: isLate ? "timeout" : "not-reached" });
  }
}

/** A whole body. @throws ProviderError `too-large` for one that is longer */
export async function boundedText(response: Response, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new ProviderError("unavailable", { providerCode: "too-large" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
