import { beforeEach, expect, test } from "vitest";
import { ProviderError } from "../../src/integrations/provider.ts";
import { createUpkeep } from "../../src/provider-upkeep.ts";
import { collectLog, type LogLine } from "../fakes/chat.ts";

const HOUR_MS = 3_600_000;

let now: Date;
let log: LogLine[];
let done: string[];
let fails: ReadonlySet<string>;
let round: () => Promise<void>;

beforeEach(() => {
  now = new Date("2026-11-12T12:00:00Z");
  [log, done, fails] = [[], [], new Set()];
  const keeping = (id: "oura" | "whoop") => ({
    id,
    async upkeep() {
      if (fails.has(id)) {
        throw new ProviderError("unavailable", { providerCode: "HTTP_503", cause: new Error("hidden") });
      }
      done.push(id);
    },
  });
  round = createUpkeep([keeping("oura"), { id: "fitbit" }, keeping("whoop")], collectLog(log), () => now);
});

test("given rounds by the hour, then each service has it done once a day", async () => {
  for (let hour = 0; hour < 48; hour++) {
    await round();
    now = new Date(now.getTime() + HOUR_MS);
  }
  expect(done.filter((id) => id === "oura")).toHaveLength(3);
  expect(done.filter((id) => id === "whoop")).toHaveLength(3);
});

test("given one that fails, then the others have theirs, and it is tried again at the next round", async () => {
  fails = new Set(["oura"]);
  await round();
  expect(done).toEqual(["whoop"]);
  expect(log).toContainEqual({
    level: "warn",
    fields: expect.objectContaining({ provider: "oura", reason: "unavailable", providerCode: "HTTP_503" }),
    message: "upkeep not done",
  });
  expect(JSON.stringify(log)).not.toContain("hidden");
  fails = new Set();
  now = new Date(now.getTime() + HOUR_MS);
  await round();
  expect(done).toEqual(["whoop", "oura"]);
});
