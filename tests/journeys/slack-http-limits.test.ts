import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";
import { nothingTouched, slackListener } from "../support/slack-listener.ts";

const { db } = await testDatabase();
const listening = slackListener(db);

test("given a body over the limit, then it is refused unread, whether it says its length or not", async () => {
  const { person, events } = await listening();
  const big = JSON.stringify({ type: "event_callback", filler: "x".repeat(1024 * 1024) });
  expect((await person.post(big, "application/json")).status).toBe(413);
  expect(events).toEqual([]);
  await nothingTouched(db);
});

test("given a body that does not say its length, then reading stops at the limit", async () => {
  const { url, events } = await listening();
  let asked = 0;
  const endless = new ReadableStream({
    pull(controller) {
      asked += 1;
      if (asked > 1000) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const init = {
    method: "POST",
    body: endless,
    duplex: "half",
    headers: { "content-type": "application/json" },
  };
  const status = await fetch(`${url}/slack/events`, init as RequestInit).then(
    (response) => response.status,
    () => "cut off",
  );
  expect([413, "cut off"]).toContain(status);
  expect(asked).toBeLessThan(1000);
  expect(events).toEqual([]);
  await nothingTouched(db);
});

test("given a length that is announced and never sent, then it is refused at once", async () => {
  const { adapter } = await listening();
  const route = adapter.routes?.find(({ path }) => path === "/slack/events");
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method: "POST",
    url: "/slack/events",
    headers: { "content-length": String(1024 * 1024 + 1) },
  });
  const response = new ServerResponse(request);
  route?.answer(request, response);
  expect(response.statusCode).toBe(413);
  expect(request.readableFlowing).toBe(null);
});

test.each(["/somewhere/else", "//", "/slack/events/../x"])(
  "given %s at a route of ours, then it is answered and the process lives",
  async (url) => {
    const { adapter } = await listening();
    for (const route of adapter.routes ?? []) {
      const request = Object.assign(new IncomingMessage(new Socket()), { method: "GET", url, headers: {} });
      const response = new ServerResponse(request);
      route.answer(request, response);
      expect(response.statusCode).toBe(404);
    }
  },
);
