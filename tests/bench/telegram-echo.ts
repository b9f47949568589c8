import { createServer } from "node:http";
import { Bot, webhookCallback } from "grammy";

// The bare thing that the coach is measured against: grammY, a webhook, and every text sent back.
const { PORT = "", API_ROOT = "", TOKEN = "", SECRET = "" } = process.env;
const bot = new Bot(TOKEN, { client: { apiRoot: API_ROOT } });
bot.on("message:text", (context) => context.reply(context.message.text));
await bot.init();
createServer(webhookCallback(bot, "http", { secretToken: SECRET })).listen(
  Number(PORT),
  "127.0.0.1",
  async () => {
    await bot.api.setWebhook(`http://127.0.0.1:${PORT}/`, { secret_token: SECRET });
  },
);
