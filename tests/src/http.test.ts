import { expect, test } from "vitest";
import { createHttpApp } from "../../src/http/server.ts";

test("the process says it is alive, and ready only while the database answers", async () => {
  const up = createHttpApp(() => Promise.resolve(1));
  expect((await up.request("/healthz")).status).toBe(200);
  expect((await up.request("/readyz")).status).toBe(200);
  const away = createHttpApp(() => Promise.reject(new Error("away")));
  expect((await away.request("/healthz")).status).toBe(200);
  const answer = await away.request("/readyz");
  expect([answer.status, await answer.json()]).toEqual([503, { status: "database unavailable" }]);
});

test("anything else is not found", async () => {
  expect((await createHttpApp(() => Promise.resolve(1)).request("/admin")).status).toBe(404);
});
