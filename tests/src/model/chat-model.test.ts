import { afterEach, expect, test } from "vitest";
import { createChatModel } from "../../../src/integrations/model/chat-model.ts";
import { type ModelManner, type ModelServer, startModelServer } from "../../fakes/model-server.ts";
import { freePort } from "../../support/free-port.ts";

const PROMPT = { system: "Say it in other words. JSON.", user: "A sentence." };
const WORDS = "The sentence, said again.";

let server: ModelServer | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

async function modelBehind(manner: ModelManner) {
  server = await startModelServer(manner, WORDS);
  return createChatModel({ model: "small", apiKey: "sk-test", baseUrl: server.baseUrl });
}

const say = (model: Awaited<ReturnType<typeof createChatModel>>, withinMs = 4000) =>
  model.say(PROMPT, { signal: AbortSignal.timeout(withinMs), beforeSending: async () => true });

test("given a service that is well, then it is sent the model's name, the two texts and the form, and its words come back", async () => {
  const model = await modelBehind("well");
  expect(await say(model)).toEqual({
    kind: "said",
    words: WORDS,
    received: JSON.stringify({ words: WORDS }),
  });
  expect(server?.requests()).toMatchObject([
    {
      model: "small",
      messages: [
        { role: "system", content: PROMPT.system },
        { role: "user", content: PROMPT.user },
      ],
      response_format: { type: "json_schema" },
    },
  ]);
});

test.each([
  ["error 500", "server_error", 2],
  ["slow drip", "deadline", 1],
  ["malformed JSON", "malformed", 1],
  ["refusal", "refused", 1],
  ["cut off", "cut_off", 1],
  ["HTML with 200", "malformed", 1],
  ["endless", "not_reached", 2],
  ["redirect", "not_reached", 2],
  ["wrong key", "rejected", 1],
  ["too many", "rate_limited", 1],
] as const)(
  "given a service with %s, then it fails as %s after %i requests at most",
  async (manner, reason, requests) => {
    const model = await modelBehind(manner);
    expect(await say(model, manner === "slow drip" ? 300 : 4000)).toMatchObject({ kind: "failed", reason });
    expect(server?.requests()).toHaveLength(requests);
  },
);

test("given a port where nobody listens, then it is not reached", async () => {
  const baseUrl = `http://127.0.0.1:${await freePort()}/v1`;
  const model = await createChatModel({ model: "small", apiKey: null, baseUrl });
  expect(await say(model)).toEqual({ kind: "failed", reason: "not_reached", received: null });
});

test("given a failure that passes, then the second request brings the words", async () => {
  const model = await modelBehind("first time broken");
  expect(await say(model)).toMatchObject({ kind: "said", words: WORDS });
});

test("given a server without schemas, then it is asked for JSON, and from then on at once", async () => {
  const model = await modelBehind("knows no schema");
  expect(await say(model)).toMatchObject({ kind: "said", words: WORDS });
  expect(await say(model)).toMatchObject({ kind: "said", words: WORDS });
  const forms = server?.requests().map((body) => (body.response_format as { type: string }).type);
  expect(forms).toEqual(["json_schema", "json_object", "json_object"]);
});

test("given a server that knows no form at all, then its plain text is the words, and from then on at once", async () => {
  const model = await modelBehind("knows plain text");
  expect(await say(model)).toMatchObject({ kind: "said", words: WORDS });
  expect(await say(model)).toMatchObject({ kind: "said", words: WORDS });
  const forms = server?.requests().map(({ response_format: form }) => (form as { type: string })?.type);
  expect(forms).toEqual(["json_schema", "json_object", undefined, undefined]);
});

test("given a server that takes no form, then each was asked for once, and the strictest comes first again", async () => {
  const model = await modelBehind("takes nothing");
  expect(await say(model)).toMatchObject({ kind: "failed", reason: "rejected" });
  expect(server?.requests()).toHaveLength(3);
  expect(await say(model)).toMatchObject({ kind: "failed", reason: "rejected" });
  expect(server?.requests()[3]).toMatchObject({ response_format: { type: "json_schema" } });
});

test("given five failures in a row, then it is left in peace and sent nothing", async () => {
  const model = await modelBehind("wrong key");
  for (let call = 0; call < 5; call++) await say(model);
  let asked = 0;
  const answer = await model.say(PROMPT, {
    signal: AbortSignal.timeout(4000),
    beforeSending: async () => {
      asked += 1;
      return true;
    },
  });
  expect(answer).toEqual({ kind: "failed", reason: "resting", received: null });
  expect({ asked, requests: server?.requests().length }).toEqual({ asked: 0, requests: 5 });
});

test("given somebody who wants nothing sent, then nothing is", async () => {
  const model = await modelBehind("well");
  const signal = AbortSignal.timeout(4000);
  expect(await model.say(PROMPT, { signal, beforeSending: async () => false })).toMatchObject({
    reason: "not_sent",
  });
  expect(server?.requests()).toEqual([]);
});
