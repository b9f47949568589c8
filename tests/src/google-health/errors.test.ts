import { describe, expect, test } from "vitest";
import { ProviderError } from "../../../src/integrations/provider.ts";
import { errorOfAnswer } from "../../../src/integrations/wearables/google-health/errors.ts";
import {
  areScopesOfGoogle,
  SCOPES,
  untickedScopes,
} from "../../../src/integrations/wearables/google-health/scopes.ts";
import { hasFixture, readFixture } from "../../support/fixtures.ts";

const FOLDER = "google-health/authored";
const ALL = Object.values(SCOPES);
const info = (reason: string, metadata: unknown = {}) => ({
  "@type": "type.googleapis.com/google.rpc.ErrorInfo",
  reason,
  metadata,
});
const said = (status: string, ...details: unknown[]) => ({ error: { status, message: "…", details } });

describe.skipIf(!hasFixture(FOLDER))("the authored errors", () => {
  test("given an account without a Fitbit, then it is not linked and says where to set one up", () => {
    const body = readFixture(`${FOLDER}/error_account_not_linked.json`);
    expect(errorOfAnswer({ status: 400, body })).toMatchObject({
      code: "refused",
      setUpAt: "https://fitbit.google.com/auth/signup",
      providerCode: "ACCOUNT_NOT_LINKED",
      shown: null,
    });
  });

  test.each([
    [undefined, 60],
    ["7", 7],
    ["0", 60],
    ["-5", 60],
    ["soon", 60],
    ["999999999", 86_400],
  ])("given too many requests and Retry-After %s, then %d seconds are waited", (retryAfter, seconds) => {
    const body = readFixture(`${FOLDER}/error_rate_limited.json`);
    expect(errorOfAnswer({ status: 429, body, retryAfter: retryAfter ?? null })).toMatchObject({
      code: "rate-limited",
      retryAfterSeconds: seconds,
      providerCode: "RATE_LIMIT_EXCEEDED",
    });
  });
});

test.each([
  ["the old Fitbit API", 410, { errors: [{ errorType: "gone" }] }, "revoked", "HTTP_410"],
  ["the old API with a page in place of JSON", 410, "<html>", "revoked", "HTTP_410"],
  ["the old API with a code of its own", 410, said("NOT_FOUND"), "revoked", "HTTP_410"],
  ["an ended access token", 401, said("UNAUTHENTICATED"), "needs-login", "UNAUTHENTICATED"],
  ["a limit without a body", 429, null, "rate-limited", "HTTP_429"],
  ["a limit told by status alone", 400, said("RESOURCE_EXHAUSTED"), "rate-limited", "RESOURCE_EXHAUSTED"],
  ["a server away", 503, said("UNAVAILABLE"), "unavailable", "UNAVAILABLE"],
  ["a gateway with a page", 502, "<html>", "unavailable", "HTTP_502"],
  ["a redirect nobody asked for", 302, "", "unavailable", "HTTP_302"],
  ["a wrong filter", 400, said("INVALID_ARGUMENT", info("INVALID_FILTER")), "refused", "INVALID_FILTER"],
  ["another precondition", 400, said("FAILED_PRECONDITION"), "refused", "FAILED_PRECONDITION"],
  [
    "something that was not allowed",
    403,
    said("PERMISSION_DENIED", info("ACCESS_TOKEN_SCOPE_INSUFFICIENT")),
    "needs-login",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
  ],
  [
    "a project in which the operator has not switched the API on",
    403,
    said("PERMISSION_DENIED", info("SERVICE_DISABLED")),
    "unavailable",
    "SERVICE_DISABLED",
  ],
  ["a forbidden thing of unknown cause", 403, said("PERMISSION_DENIED"), "refused", "PERMISSION_DENIED"],
  ["text where a code should be", 400, said("no code: 42 bpm", 7, null, "x"), "refused", "HTTP_400"],
  ["nothing", 404, undefined, "refused", "HTTP_404"],
] as const)("given %s, then status %d means what it means", (_, status, body, code, providerCode) => {
  expect(errorOfAnswer({ status, body })).toMatchObject({ code, providerCode, setUpAt: null });
});

test("given any of them, then what is thrown holds nothing that was answered", () => {
  const error = errorOfAnswer({
    status: 400,
    body: said("FAILED_PRECONDITION", info("X", { secret: "42 bpm" })),
  });
  expect(error).toBeInstanceOf(ProviderError);
  expect(JSON.stringify([error.message, error])).not.toMatch(/42 bpm|…/);
});

test("given a consent with boxes left unticked, then they are named; where nothing is said, all was allowed", () => {
  expect(untickedScopes([SCOPES.sleep, "openid"])).toEqual(["activity", "metrics"]);
  expect(untickedScopes([])).toEqual(["sleep", "activity", "metrics"]);
  for (const all of [ALL, [...ALL, "openid"], null]) expect(untickedScopes(all)).toEqual([]);
});

test("given the scopes of a sign-in, then those of the old Fitbit Web API are told from Google's", () => {
  expect(areScopesOfGoogle(["sleep", "heartrate", "activity", "profile"])).toBe(false);
  for (const granted of [ALL, ["openid", SCOPES.sleep], null]) expect(areScopesOfGoogle(granted)).toBe(true);
});

test.each([
  "http://fitbit.google.com/",
  "https://fitbit.google.com.evil.example/",
  "https://notgoogle.com/",
  "https://fitbit.google.com@evil.example/",
  "https://someone@fitbit.google.com/",
  "javascript:alert(1)",
  "",
  42,
  undefined,
])("given %s as the place to set up, then no such button is shown", (address) => {
  const body = said("FAILED_PRECONDITION", info("ACCOUNT_NOT_LINKED", { redirect_uri: address }));
  expect(errorOfAnswer({ status: 400, body })).toMatchObject({
    code: "refused",
    providerCode: "ACCOUNT_NOT_LINKED",
    setUpAt: null,
  });
});
