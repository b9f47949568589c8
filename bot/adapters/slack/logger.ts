import type { Logger } from "@slack/bolt";
import type { BotLog } from "../../log.ts";

/**
 * The library's log without its words: they quote requests, answers and what people wrote. That it warned, and how often,
 * is what an operator can use.
 */
export function quietLogger(log: BotLog, level: ReturnType<Logger["getLevel"]>): Logger {
  const fields = { platform: "slack" };
  return {
    debug() {},
    info() {},
    warn: () => log.warn(fields, "Slack's library warns"),
    error: () => log.error(fields, "Slack's library reports an error"),
    getLevel: () => level,
    setLevel() {},
    setName() {},
  };
}
