import { expect, test } from "vitest";
import { eventOf } from "../../../src/integrations/banks/plaid/events.ts";
import { hasFixture, listFixtures, readFixture } from "../../support/fixtures.ts";

const ITEM = "wz666MBjYWTp2PDzzggYhM6oWWmBb";
const OTHER = "gAXlMgVEw5uEGoQnnXZ6tn9E7Mn3LBc4PJVKZ";

/** What each recorded body comes to. */
const EXPECTED: Readonly<Record<string, unknown>> = {
  "InitialUpdateWebhook.json": null,
  "ItemErrorWebhook.json": { kind: "needs-login", externalId: ITEM, providerCode: "ITEM_LOGIN_REQUIRED" },
  "ItemLoginRepairedWebhook.json": { kind: "repaired", externalId: ITEM },
  "LinkSessionFinishedWebhook.json": {
    kind: "link-ended",
    lookup: "link-sandbox-af1a0311-da53-4636-b754-dd15cc058176",
  },
  "NewAccountsAvailableWebhook.json": { kind: "changed", externalId: OTHER },
  "PendingDisconnectWebhook.json": {
    kind: "expires-soon",
    externalId: ITEM,
    providerCode: "PENDING_DISCONNECT",
  },
  "RecurringTransactionsUpdateWebhook.json": null,
  "SyncUpdatesAvailableWebhook.json": { kind: "changed", externalId: ITEM },
  "UserPermissionRevokedWebhook.json": {
    kind: "revoked",
    externalId: OTHER,
    providerCode: "USER_PERMISSION_REVOKED",
  },
  "WebhookUpdateAcknowledgedWebhook.json": null,
};

test.skipIf(!hasFixture("plaid/webhooks"))("each of Plaid's own webhooks comes to what it means", () => {
  const said = listFixtures("plaid/webhooks").map((name) => [
    name,
    eventOf(readFixture(`plaid/webhooks/${name}`)),
  ]);
  expect(Object.fromEntries(said)).toEqual(EXPECTED);
});

test("given a link's end, in either of its webhooks, then the link is looked at; what happens within it is not told", () => {
  const about = { webhook_type: "LINK", link_token: "link-1", public_token: "public-1" };
  const ended = { kind: "link-ended", lookup: "link-1" };
  expect(eventOf({ ...about, webhook_code: "SESSION_FINISHED", status: "EXITED" })).toEqual(ended);
  expect(eventOf({ ...about, webhook_code: "ITEM_ADD_RESULT" })).toEqual(ended);
  expect(eventOf({ ...about, webhook_code: "EVENTS" })).toBeNull();
});

test("given an error of an Item, then only what the person can mend is told", () => {
  const error = (error_type: string, error_code: string) =>
    eventOf({ webhook_type: "ITEM", webhook_code: "ERROR", item_id: "i", error: { error_type, error_code } });
  expect(error("ITEM_ERROR", "INVALID_CREDENTIALS")).toMatchObject({ kind: "needs-login" });
  expect(error("ITEM_ERROR", "USER_PERMISSION_REVOKED")).toMatchObject({ kind: "revoked" });
  expect(error("INSTITUTION_ERROR", "INSTITUTION_DOWN")).toBeNull();
  expect(eventOf({ webhook_type: "ITEM", webhook_code: "ERROR", item_id: "i", error: null })).toBeNull();
});

test("given one account of several is taken back, then news is asked for, which tells what is left", () => {
  const about = { webhook_type: "ITEM", item_id: "i", account_id: "a" };
  expect(eventOf({ ...about, webhook_code: "USER_ACCOUNT_REVOKED" })).toEqual({
    kind: "changed",
    externalId: "i",
  });
});

test("given a bank in Europe whose consent runs out, then it is told in good time", () => {
  const about = { webhook_type: "ITEM", webhook_code: "PENDING_EXPIRATION", item_id: "i" };
  expect(eventOf(about)).toEqual({
    kind: "expires-soon",
    externalId: "i",
    providerCode: "PENDING_EXPIRATION",
  });
});
