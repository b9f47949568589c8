import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createHttpApp, type HttpOptions, routed, startHttp } from "../../src/http/server.ts";
import { createMetrics } from "../../src/metrics.ts";
import { freePort } from "../support/free-port.ts";

const now = new Date("2026-11-23T08:00:00Z");
const options: HttpOptions = {
  askDatabase: () => Promise.resolve(1),
  clock: () => now,
  metrics: { contentType: "text/plain", read: () => Promise.resolve("") },
};
const app = (others: Partial<HttpOptions> = {}) => createHttpApp({ ...options, ...others });
const ready = async (options: Partial<HttpOptions> = {}) => {
  const answer = await app(options).request("/readyz");
  return [answer.status, await answer.json()];
};
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test("the process says it is alive whatever is wrong", async () => {
  const away = app({ askDatabase: () => Promise.reject(new Error("away")), lastTickAt: () => null });
  expect((await away.request("/healthz")).status).toBe(200);
});

test("it is ready while the database answers and the tick comes round", async () => {
  expect(await ready()).toEqual([200, { status: "ready" }]);
  expect(await ready({ lastTickAt: () => minutesAgo(3) })).toEqual([200, { status: "ready" }]);
  expect(await ready({ lastTickAt: () => minutesAgo(3.1) })).toEqual([503, { status: "tick too old" }]);
  expect(await ready({ lastTickAt: () => null })).toEqual([503, { status: "starting" }]);
  expect(await ready({ askDatabase: () => Promise.reject(new Error("away")) })).toEqual([
    503,
    { status: "database unavailable" },
  ]);
});

test("the metrics count jobs and sends by outcome, and tell lag and depths", async () => {
  const metrics = await createMetrics();
  metrics.countJobs("talk", "completed", 3);
  metrics.countJobs("talk", "failed", 0);
  metrics.countSend("telegram", "sent");
  metrics.countSend("telegram", "rate_limited");
  metrics.countPhrasing("template", "digits");
  metrics.handled("terminal", 0.02);
  const depths = {
    dueLagSeconds: 12,
    waiting: { talk: 4, scoring: 5, errands: 2, failed: 1 },
    outboxWaiting: 2,
  };
  const read = () => metrics.read(depths);
  const answer = await app({ metrics: { contentType: metrics.contentType, read } }).request("/metrics");
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  for (const line of [
    'coach_jobs_total{queue="talk",outcome="completed"} 3',
    'coach_sends_total{platform="telegram",outcome="sent"} 1',
    'coach_sends_total{platform="telegram",outcome="rate_limited"} 1',
    'coach_phrasings_total{by="template",reason="digits"} 1',
    'coach_event_handling_seconds_count{platform="terminal"} 1',
    "coach_due_lag_seconds 12",
    'coach_queue_depth{queue="scoring"} 5',
    'coach_queue_depth{queue="failed"} 1',
    "coach_outbox_waiting 2",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
  expect(text).not.toContain('outcome="failed"');
});

test("given a process without a queue, then its depth is not said to be nothing", async () => {
  const metrics = await createMetrics();
  const text = await metrics.read({ dueLagSeconds: 90, waiting: null, outboxWaiting: 2 });
  expect(text.split("\n")).toContain("coach_due_lag_seconds 90");
  expect(text).not.toContain("coach_queue_depth{");
});

test("given a platform's path, then its adapter answers that path and method alone, and the rest is ours", async () => {
  const server = createServer(
    routed(
      [{ method: "POST", path: "/chat/events", answer: (_, response) => response.end("the platform's") }],
      (_, response) => response.end("ours"),
    ),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const ask = async (path: string, method = "POST") =>
    (await fetch(`http://127.0.0.1:${address.port}${path}`, { method })).text();
  expect(await ask("/chat/events")).toBe("the platform's");
  expect(await ask("/chat/events?again=1")).toBe("the platform's");
  expect(await ask("/chat/events", "GET")).toBe("ours");
  expect(await ask("/chat/events/")).toBe("ours");
  expect(await ask("/chat//events")).toBe("ours");
  server.close();
  await once(server, "close");
});

test("given a path with an asterisk at its end, then all that begin so are answered there, and one to the letter wins", async () => {
  const server = createServer(
    routed(
      [
        { method: "GET", path: "/pages/*", answer: (_, response) => response.end("a page") },
        { method: "GET", path: "/pages/first", answer: (_, response) => response.end("the first") },
      ],
      (_, response) => response.end("ours"),
    ),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const ask = async (path: string, method = "GET") =>
    (await fetch(`http://127.0.0.1:${address.port}${path}`, { method })).text();
  expect(await ask("/pages/abc?x=1")).toBe("a page");
  expect(await ask("/pages/first")).toBe("the first");
  expect(await ask("/pages/")).toBe("a page");
  expect(await ask("/pages")).toBe("ours");
  expect(await ask("/pages/abc", "POST")).toBe("ours");
  server.close();
  await once(server, "close");
});

test("given somebody whose headers do not come to their end, then their connection ends", async () => {
  const port = await freePort();
  const server = await startHttp({ port, host: "127.0.0.1" }, { ...options, routes: [] }, { headersMs: 50 });
  onTestFinished(() => server.stop());
  const socket = connect(port, "127.0.0.1");
  socket.write("POST /upload/x HTTP/1.1\r\nhost: coach.example\r\nx-waits:");
  socket.resume();
  await once(socket, "close");
});

test("anything else is not found", async () => {
  expect((await app().request("/admin")).status).toBe(404);
});
