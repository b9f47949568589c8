import { expect, test } from "vitest";
import { whoopEventOf } from "../../../src/integrations/wearables/whoop/webhook.ts";

const event = { user_id: 456, id: "sleep-1", type: "sleep.updated", trace_id: "t" };

test("given an event of sleep or recovery, then the person is known to have changed, and no more", () => {
  for (const type of ["sleep.updated", "sleep.deleted", "recovery.updated", "recovery.deleted"]) {
    expect(whoopEventOf({ ...event, type })).toEqual({ kind: "changed", externalId: "456" });
  }
});

test("given what is no event, or of a kind that is not read, then it is nothing to us", () => {
  for (const type of ["workout.updated", "sleep.updated.x", "", 4, null]) {
    expect(whoopEventOf({ ...event, type })).toBeNull();
  }
  for (const odd of [{ ...event, user_id: null }, "", [], null, undefined, {}]) {
    expect(whoopEventOf(odd)).toBeNull();
  }
});
