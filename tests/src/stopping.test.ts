import { expect, test } from "vitest";
import { describeError } from "../../bot/log.ts";
import { type Deadline, deadlineIn, type Part, sideBySide, stopParts } from "../../src/stopping.ts";

function underTest() {
  const stopped: string[] = [];
  const noted: object[] = [];
  const note = (fields: object, message: string) => void noted.push({ message, ...fields });
  const log = { warn: note, error: note, describe: describeError };
  const part = (name: string, stop: (deadline: Deadline) => Promise<void> = async () => {}): Part => ({
    name,
    async stop(deadline) {
      stopped.push(name);
      await stop(deadline);
    },
  });
  return { stopped, noted, log, part };
}

test("parts are stopped in the opposite order, each with what is left of one deadline", async () => {
  const { stopped, noted, log, part } = underTest();
  const left: number[] = [];
  const look = async ({ leftMs }: Deadline) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    left.push(leftMs());
  };
  const parts = [part("database"), part("chat", look), part("jobs", look)];
  expect(await stopParts(parts, deadlineIn(5000, true), log)).toBe(true);
  expect(stopped).toEqual(["jobs", "chat", "database"]);
  const [first = 0, second = 0] = left;
  expect(first).toBeLessThan(5000);
  expect(second).toBeLessThan(first);
  expect(noted).toEqual([]);
});

test("given a part that never ends and one that fails, then those before them are stopped all the same", async () => {
  const { stopped, noted, log, part } = underTest();
  const never = () => new Promise<void>(() => {});
  const fails = () => Promise.reject(new TypeError("broken"));
  const parts = [part("database"), part("chat", fails), part("jobs", never)];
  expect(await stopParts(parts, deadlineIn(1600, true), log)).toBe(false);
  expect(stopped).toEqual(["jobs", "chat", "database"]);
  expect(noted).toEqual([
    { message: "not stopped in time", part: "jobs" },
    expect.objectContaining({ message: "not stopped cleanly", part: "chat" }),
  ]);
});

test("given two parts side by side, one that hangs and one that takes its time, then the second comes to its end", async () => {
  const { stopped, noted, log, part } = underTest();
  const ended: string[] = [];
  const hangs = () => new Promise<void>(() => {});
  const works = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    ended.push("telegram");
  };
  const chats: Part[] = [];
  const parts = [part("database"), sideBySide("chats", chats)];
  chats.push(part("telegram", works), part("slack", hangs));
  expect(await stopParts(parts, deadlineIn(1900, true), log)).toBe(false);
  expect(stopped).toEqual(["telegram", "slack", "database"]);
  expect(ended).toEqual(["telegram"]);
  expect(noted).toEqual([{ message: "not stopped in time", part: "chats" }]);
});

test("given parts side by side of which one fails, then the others are stopped before it is said", async () => {
  const { stopped, noted, log, part } = underTest();
  const fails = () => Promise.reject(new TypeError("broken"));
  const chats = sideBySide("chats", [part("telegram", fails), part("slack")]);
  expect(await stopParts([chats], deadlineIn(1900, true), log)).toBe(false);
  expect(stopped).toEqual(["telegram", "slack"]);
  expect(noted).toEqual([expect.objectContaining({ message: "not stopped cleanly", part: "chats" })]);
});
