import { createHmac } from "node:crypto";
import { z } from "zod";
import { defineAdapter } from "../define-adapter.ts";

const TOKEN = "expected the token that @BotFather gave, as 123456789:AAF…";
const SECRET = "expected 16 to 256 letters, digits, hyphens and underscores";
const ADDRESS = "expected the http or https address of a Bot API server";
const TELEGRAM = "https://api.telegram.org";
/** The ports that Telegram calls. */
const PORTS: readonly string[] = ["", "80", "88", "443", "8443"];

/** Telegram, by a bot of the operator's own. */
export const telegram = defineAdapter({
  id: "telegram",
  settings: z.object({
    TELEGRAM_BOT_TOKEN: z.string({ error: TOKEN }).regex(/^\d{1,20}:[\w-]{16,}$/, TOKEN),
    /** Sent along with every update; made of the token without it, so that nobody has to think one up. */
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{16,256}$/, SECRET)
      .optional(),
    TELEGRAM_API_URL: z.url({ protocol: /^https?$/, error: ADDRESS }).optional(),
  }),
  check({ TELEGRAM_API_URL }, { publicUrl }) {
    // A server of one's own calls any port.
    if (publicUrl === null || TELEGRAM_API_URL !== undefined) return [];
    return PORTS.includes(new URL(publicUrl).port)
      ? []
      : ["PUBLIC_URL: Telegram calls the ports 443, 80, 88 and 8443 only."];
  },
  async create(settings, { log, clock, publicUrl, pictures }) {
    const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: secret = secretOf(token) } = settings;
    const { createTelegram } = await import("./telegram/adapter.ts");
    return createTelegram({
      token,
      apiRoot: (settings.TELEGRAM_API_URL ?? TELEGRAM).replace(/\/+$/, ""),
      webhook: publicUrl === null ? null : { publicUrl, secret },
      log,
      clock,
      pictures,
    });
  },
});

/** A webhook secret that only whoever knows the token can tell. */
function secretOf(token: string): string {
  return createHmac("sha256", token).update("webhook secret").digest("hex");
}
