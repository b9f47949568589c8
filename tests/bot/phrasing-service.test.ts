import { afterEach, expect, test } from "vitest";
import { modelCalls } from "../../db/schema/judgement.ts";
import { createChatModel } from "../../src/integrations/model/chat-model.ts";
import { type ModelManner, type ModelServer, startModelServer } from "../fakes/model-server.ts";
import { testDatabase } from "../support/database.ts";
import { freePort } from "../support/free-port.ts";
import { HEARD_WORDS, MODEL_WORDS, phrasedMorning, TEMPLATE_WORDS } from "../support/phrased-morning.ts";

const { db } = await testDatabase();

let server: ModelServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

/** What somebody hears in the morning from a coach with a model at this address. */
async function morningFrom(baseUrl: string, deadlineMs?: number) {
  const model = await createChatModel({ model: "small", apiKey: "sk-test", baseUrl });
  const { counted, hears } = await phrasedMorning(db, model, deadlineMs === undefined ? {} : { deadlineMs });
  const [, ...heard] = await hears("07:30", "08:00", "08:01", "08:02");
  const outcomes = (await db.select().from(modelCalls)).map(({ outcome }) => outcome);
  return { heard, counted, outcomes };
}

test("given a service that is well, then its words are heard once", async () => {
  server = await startModelServer("well", MODEL_WORDS);
  expect(await morningFrom(server.baseUrl)).toEqual({
    heard: [HEARD_WORDS],
    counted: ["model used"],
    outcomes: ["used"],
  });
});

test.each([
  ["error 500", "server_error"],
  ["slow drip", "deadline"],
  ["malformed JSON", "malformed"],
  ["refusal", "refused"],
  ["cut off", "cut_off"],
  ["HTML with 200", "malformed"],
] satisfies readonly (readonly [ModelManner, string])[])(
  "given a service with %s, then the template is heard, once, and the reason is kept",
  async (manner, reason) => {
    server = await startModelServer(manner, MODEL_WORDS);
    // The deadline is what bounds a slow answer; here a short one.
    expect(await morningFrom(server.baseUrl, manner === "slow drip" ? 300 : undefined)).toEqual({
      heard: [TEMPLATE_WORDS],
      counted: [`template ${reason}`],
      outcomes: [reason],
    });
  },
);

test("given a port where nobody listens, then the template is heard, once", async () => {
  expect(await morningFrom(`http://127.0.0.1:${await freePort()}/v1`)).toEqual({
    heard: [TEMPLATE_WORDS],
    counted: ["template not_reached"],
    outcomes: ["not_reached"],
  });
});
