import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { failure } from "../../src/jobs/provider-errand.ts";
import { afterFailure, afterSuccess } from "../../src/jobs/sync-plan.ts";

const NOW = new Date("2026-03-10T09:00:00Z");
const HOUR = 3_600_000;
const POLL = 4 * HOUR;
/** Its pauses are the shortest, to the second. */
const FIRST = "00000000-0000-4000-8000-000000000000";
const fine = {
  id: FIRST,
  status: "active",
  failedSyncs: 0,
  lastErrorCode: null,
  lastErrorMessage: null,
  lastSyncedAt: NOW,
} as const;
const wait = (next: Date | null) => (next === null ? null : (next.getTime() - NOW.getTime()) / HOUR);

describe("when a connection is asked again", () => {
  test("given all is well, then at the provider's own pace", () => {
    const old = { id: FIRST, createdAt: new Date("2026-03-01T09:00:00Z") };
    expect(wait(afterSuccess(old, true, POLL, NOW).nextSyncAt)).toBe(4);
    expect(wait(afterSuccess(old, false, POLL, NOW).nextSyncAt)).toBe(4);
  });

  test("given a new one whose past is on its way, then within minutes", () => {
    expect(wait(afterSuccess({ id: FIRST, createdAt: NOW }, false, POLL, NOW).nextSyncAt)).toBeLessThan(0.1);
    expect(wait(afterSuccess({ id: FIRST, createdAt: NOW }, true, POLL, NOW).nextSyncAt)).toBe(4);
  });

  test("given a provider that stays away, then less and less often, and never more often than when all is well", () => {
    const waits = Array.from({ length: 8 }, (_, failedSyncs) =>
      wait(afterFailure({ ...fine, failedSyncs }, failure("unavailable"), POLL, NOW).nextSyncAt),
    );
    expect(waits).toEqual([4, 8, 16, 32, 32, 32, 32, 32]);
  });

  test("given a provider that is away at the very first reading, then within minutes, growing", () => {
    const waits = Array.from({ length: 6 }, (_, failedSyncs) =>
      wait(
        afterFailure({ ...fine, failedSyncs, lastSyncedAt: null }, failure("unavailable"), POLL, NOW)
          .nextSyncAt,
      ),
    );
    expect(waits.map((hours) => Math.round((hours ?? 0) * 60))).toEqual([10, 20, 40, 80, 160, 320]);
  });

  test("given a fault of ours, then in an hour, and less and less often", () => {
    const waits = Array.from({ length: 7 }, (_, failedSyncs) =>
      wait(afterFailure({ ...fine, failedSyncs }, failure("unexpected"), POLL, NOW).nextSyncAt),
    );
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 32]);
  });

  test("given a provider that wants silence, then for so long, and nothing is said to be wrong", () => {
    const told = { ...fine, failedSyncs: 2, lastErrorCode: "FAKE" };
    const after = afterFailure(told, failure("rate-limited", { retryAfterSeconds: 7200 }), POLL, NOW);
    const { id: _, lastSyncedAt: __, ...same } = told;
    const then = new Date(NOW.getTime() + 2 * HOUR);
    expect(after).toEqual({ ...same, nextSyncAt: then, quietUntil: then });
    const forEver = failure("rate-limited", { retryAfterSeconds: 1e15 });
    expect(wait(afterFailure(fine, forEver, POLL, NOW).nextSyncAt)).toBe(7 * 24);
    expect(wait(afterFailure(fine, failure("rate-limited"), POLL, NOW).nextSyncAt)).toBe(4);
  });

  test("given a login that the person has to mend, then once a day; given an end, then never", () => {
    const mend = afterFailure(
      fine,
      failure("needs-login", { providerCode: "ITEM", shown: "Sign in" }),
      POLL,
      NOW,
    );
    expect(mend).toMatchObject({ status: "needs_login", lastErrorCode: "ITEM", lastErrorMessage: "Sign in" });
    expect(wait(mend.nextSyncAt)).toBe(24);
    expect(afterFailure(fine, failure("revoked"), POLL, NOW)).toMatchObject({
      status: "revoked",
      nextSyncAt: null,
    });
  });

  test("given nothing there yet, then within minutes, growing, and nothing is said to be wrong", () => {
    const after = afterFailure({ ...fine, failedSyncs: 3 }, failure("not-ready"), POLL, NOW);
    expect(after).toMatchObject({ status: "active", lastErrorCode: null });
    expect(after.nextSyncAt).toEqual(new Date(NOW.getTime() + 8 * 60_000));
  });

  test.each(["refused", "sealed", "not-set-up"] as const)("given %s, then once a day", (code) => {
    const after = afterFailure(fine, failure(code, { providerCode: "INVALID_FIELD" }), null, NOW);
    expect(after).toMatchObject({ status: "error", lastErrorCode: code });
    expect(wait(after.nextSyncAt)).toBe(24);
  });

  test("given many that were asked at one moment, then the next time they are not, none sooner and none much later", () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const ends = [
      (id: string) => afterSuccess({ id, createdAt: NOW }, true, POLL, NOW),
      (id: string) => afterFailure({ ...fine, id }, failure("unavailable"), POLL, NOW),
      (id: string) =>
        afterFailure({ ...fine, id }, failure("rate-limited", { retryAfterSeconds: 4 * 3600 }), POLL, NOW),
    ];
    for (const end of ends) {
      const waits = ids.map((id) => wait(end(id).nextSyncAt) ?? 0);
      expect(new Set(waits).size).toBeGreaterThan(190);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(4);
      expect(Math.max(...waits)).toBeLessThanOrEqual(4.4);
      expect(ids.map((id) => wait(end(id).nextSyncAt))).toEqual(waits);
    }
  });
});
