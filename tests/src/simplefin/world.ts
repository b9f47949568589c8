import { plainText } from "../../../bot/message.ts";
import { render } from "../../../prompts/index.ts";
import type { BankProvider } from "../../../src/integrations/banks/bank-provider.ts";
import { createSimplefin } from "../../../src/integrations/banks/simplefin/provider.ts";
import type { NewConnection } from "../../../src/integrations/provider.ts";
import { startSimplefin } from "../../fakes/simplefin-server.ts";

export const words = (template: string, facts: Readonly<Record<string, string | number>> = {}) =>
  plainText(render(template, facts));

/** A bridge with one account, and the provider that talks to it. */
export async function simplefinWorld() {
  const server = await startSimplefin();
  const provider = createSimplefin({ bridges: { kind: "any" }, words });
  return { server, provider };
}

export const requestAt = (now: Date) => ({
  attemptId: "4b8a8e3c-0a53-4f4f-9b7c-3d4f0b6f7b10",
  userId: "0f3b7f0e-52f9-4f36-8d7c-0a8f4a1c2d3e",
  mends: null,
  now,
});

/** Pastes a token, and takes the one connection that comes of it. */
export async function linked(provider: BankProvider, token: string, now: Date): Promise<NewConnection> {
  const outcome = await provider.acceptPaste?.(token, requestAt(now));
  if (outcome?.kind !== "linked") throw new Error(`expected a connection, not ${outcome?.kind}`);
  const [connection] = outcome.connections;
  if (connection === undefined) throw new Error("expected a connection");
  return connection;
}
