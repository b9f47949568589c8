import { expect, test } from "vitest";
import { answerToChallenge, ouraEventOf } from "../../../src/integrations/wearables/oura/webhook.ts";

const event = {
  event_type: "update",
  data_type: "sleep",
  object_id: "o1",
  event_time: "2026-11-10T13:50:00Z",
  user_id: "u1",
};

test("given something of theirs came, changed or went, then the person is known to have changed, and no more", () => {
  for (const event_type of ["create", "update", "delete"]) {
    expect(ouraEventOf({ ...event, event_type })).toEqual({ kind: "changed", externalId: "u1" });
  }
});

test("given what is no event, or of a kind that is not read, then it is nothing to us", () => {
  const odd = [
    { ...event, data_type: "workout" },
    { ...event, event_type: "renamed" },
    { ...event, user_id: 4 },
    { ...event, user_id: "" },
    { ...event, user_id: "u".repeat(501) },
  ];
  for (const one of [...odd, "", [], null, undefined, {}]) expect(ouraEventOf(one)).toBeNull();
});

test("given Oura asks whether the address is ours, then it hears its challenge only with our token", () => {
  const ask = (query: string, token = "token-1") => answerToChallenge(new URLSearchParams(query), token);
  expect(ask("verification_token=token-1&challenge=abc")).toEqual({ challenge: "abc" });
  expect(ask("verification_token=token-2&challenge=abc")).toBeNull();
  expect(ask("challenge=abc")).toBeNull();
  expect(ask("verification_token=token-1")).toBeNull();
  expect(ask("verification_token=&challenge=abc", "")).toBeNull();
});
