import { setTimeout as sleepFor } from "node:timers/promises";
import type { SocketModeReceiver } from "@slack/bolt";
import { OperatorError } from "../../../db/errors.ts";
import { slackCode } from "./errors.ts";

/** How long after Slack has refused a connection, or could not be reached, it is tried again. */
const REFUSED_MS = 60_000;
const AWAY_MS = 5000;

/**
 * Opens the connection and keeps it. The library opens it anew by itself, but lets a failure to do so go by unheard, which
 * would end the process: it is noted here and tried again.
 *
 * @throws OperatorError where Slack refuses the token at the start
 */
export async function openSocket(
  { client }: Pick<SocketModeReceiver, "client">,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const start = client.start.bind(client);
  let wasOpen = false;
  client.start = async () => {
    while (!signal.aborted) {
      try {
        const opened = await start();
        wasOpen = true;
        return opened;
      } catch (error) {
        const why = slackCode(innermost(error));
        if (why !== null && !wasOpen)
          throw new OperatorError(`SLACK_APP_TOKEN is not accepted by Slack (${why}).`);
        onFailure(error);
        await sleepFor(why === null ? AWAY_MS : REFUSED_MS, undefined, { signal }).catch(() => {});
      }
    }
    return { ok: false };
  };
  await client.start();
}

/** The library wraps what Slack said. */
function innermost(error: unknown): unknown {
  const inner = error instanceof Error ? (error.cause ?? Reflect.get(error, "original")) : undefined;
  return slackCode(error) === null && inner !== undefined ? innermost(inner) : error;
}
