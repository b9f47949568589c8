import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  credentialsPlace,
  dropCredentials,
  endConnection,
  storeConnections,
} from "../../db/queries/connections.ts";
import { claimRefresh } from "../../db/queries/credentials.ts";
import { mergePeople } from "../../db/queries/merge-people.ts";
import { createPerson } from "../../db/queries/people.ts";
import { resealAll } from "../../db/reseal.ts";
import { connections } from "../../db/schema/money.ts";
import { createSealer } from "../../db/sealing.ts";
import { createOAuth } from "../../src/integrations/wearables/oauth/sign-in.ts";
import { type OAuthTokens, readTokens, writeTokens } from "../../src/integrations/wearables/oauth/tokens.ts";
import type { Access } from "../../src/integrations/wearables/wearable-provider.ts";
import { createTokenKeeper, type TokenKeeperParts } from "../../src/jobs/token-keeper.ts";
import { startOAuth } from "../fakes/oauth-server.ts";
import { storeConnected } from "../support/bank-updates.ts";
import { testDatabase } from "../support/database.ts";

const { db } = await testDatabase();
const NOW = new Date("2026-11-20T12:00:00Z");
const RING = { provider: "oura", externalId: "ring-1" };
const PLACE = credentialsPlace(RING);
const older = randomBytes(32).toString("base64");
const sealer = createSealer([older]);

type Renew = Access["renew"];

/** A connection whose access token has just run out, and the service that it is one to. */
async function connected(about: { readonly rotates?: boolean } = {}) {
  const server = await startOAuth(about);
  onTestFinished(server.close);
  const oauth = createOAuth(server.facts());
  const clock = { now: NOW };
  const offer = await oauth.begin({ now: NOW }, "https://coach.example/connect/oura/back");
  const signIn = async (): Promise<OAuthTokens> => {
    const answer = (await server.consent(offer.url)).search.slice(1);
    const done = await oauth.finish(offer.secret, { answer, now: clock.now });
    if (done.kind !== "signed-in") throw new Error("expected tokens");
    return done.tokens;
  };
  const signedIn = await signIn();
  const key = await storeConnected(db, RING);
  await db.update(connections).set({ credentialsSealed: sealer.seal(writeTokens(signedIn), PLACE) });
  clock.now = new Date("2026-11-20T13:00:00Z");
  const rowOf = async () => {
    const [row] = await db.select().from(connections).where(eq(connections.id, key.id));
    if (row === undefined) throw new Error("the connection is gone");
    return row;
  };
  return {
    server,
    oauth,
    clock,
    key,
    signedIn,
    signIn,
    rowOf,
    async stored(): Promise<OAuthTokens> {
      return readTokens(sealer.open((await rowOf()).credentialsSealed ?? "", PLACE));
    },
    /** As a process has it. @param renew in place of asking the service and nothing else */
    keeper: (renew: Renew = oauth.access.renew, change: Partial<TokenKeeperParts> = {}) =>
      createTokenKeeper({
        db,
        sealer,
        connection: { ...key, ...RING },
        clock: () => clock.now,
        access: { ...oauth.access, renew },
        ...change,
      }),
    wait: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
  };
}

/** A promise that somebody else settles. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("an access token", () => {
  test("given one that is fresh, then it is used and nobody is asked", async () => {
    const { keeper, clock, server, signedIn } = await connected();
    clock.now = NOW;
    expect(await keeper().accessToken()).toBe(signedIn.accessToken);
    expect(server.refreshes()).toBe(0);
  });

  test("given many who find it old at once, then one asks, and all use what was stored", async () => {
    const { keeper, server, stored, rowOf } = await connected();
    const asked = Array.from({ length: 8 }, () => keeper().accessToken());
    const [first, ...others] = await Promise.all(asked);
    expect(server.refreshes()).toBe(1);
    const { accessToken, refreshToken } = await stored();
    expect(new Set(others)).toEqual(new Set([first]));
    expect(accessToken).toBe(first);
    expect(server.takes(accessToken)).toBe(true);
    expect(server.secrets()).toContain(refreshToken);
    expect(await rowOf()).toMatchObject({ refreshUntil: null });
  });

  test("given a service that is asked, then no transaction is open meanwhile, and the right to ask ends by itself", async () => {
    const { keeper, oauth, rowOf } = await connected();
    const seen: unknown[] = [];
    const renew: Renew = async (credentials, now) => {
      seen.push((await rowOf()).refreshUntil);
      return oauth.access.renew(credentials, now);
    };
    await keeper(renew).accessToken();
    expect(seen).toEqual([new Date("2026-11-20T13:00:30Z")]);
  });

  test("given one that the service refused before its time, then those who say so get one other, once", async () => {
    const { keeper, clock, server, signedIn } = await connected();
    clock.now = NOW;
    const refused = signedIn.accessToken;
    const [one, two] = await Promise.all([keeper().accessToken(refused), keeper().accessToken(refused)]);
    expect(one).not.toBe(refused);
    expect(two).toBe(one);
    expect(await keeper().accessToken(refused)).toBe(one);
    expect(server.refreshes()).toBe(1);
  });

  test("given one after another that ran out, then each is renewed with what the last renewal stored", async () => {
    const { keeper, server, wait } = await connected();
    const used = new Set<string>();
    for (let hour = 0; hour < 4; hour += 1) {
      used.add(await keeper().accessToken());
      wait(60);
    }
    expect(used.size).toBe(4);
    expect(server.refreshes()).toBe(4);
  });
});

test("given credentials that are others than those that were read, then the right to renew them is not given", async () => {
  const { key, rowOf, clock } = await connected();
  const { credentialsSealed: seen } = await rowOf();
  const until = new Date(clock.now.getTime() + 30_000);
  const claim = (claimed: string) => claimRefresh(db, key, { seen: claimed, until }, clock.now);
  expect(await claim("sealed before")).toBe(false);
  expect(await claim(seen ?? "")).toBe(true);
  expect(await claim(seen ?? "")).toBe(false);
});

describe("a process that dies between the service's answer and our store", () => {
  const dying =
    (renew: Renew): Renew =>
    async (credentials, now) => {
      await renew(credentials, now);
      return new Promise(() => {});
    };

  async function afterDeath(about: { readonly rotates?: boolean } = {}) {
    const world = await connected(about);
    void world.keeper(dying(world.oauth.access.renew)).accessToken();
    await expect.poll(world.server.refreshes).toBe(1);
    return world;
  }

  test("until it is known to be dead it is waited for, and then it is tried later", async () => {
    const { keeper, server } = await afterDeath();
    let looks = 0;
    const pause = async () => {
      looks += 1;
    };
    const { accessToken } = keeper(undefined, { pause });
    await expect(accessToken()).rejects.toMatchObject({ code: "unavailable", providerCode: "RENEWAL_BUSY" });
    // At a tenth of a second each.
    expect(looks).toBe(150);
    expect(server.refreshes()).toBe(1);
  });

  test("given a service that takes a refresh token once, then the person has to sign in again", async () => {
    const { keeper, wait, rowOf } = await afterDeath();
    wait(1);
    await expect(keeper().accessToken()).rejects.toMatchObject({
      code: "needs-login",
      providerCode: "INVALID_GRANT",
    });
    expect(await rowOf()).toMatchObject({ refreshUntil: null });
  });

  test("given a service whose refresh tokens live on, then nothing is lost", async () => {
    const { keeper, wait, server } = await afterDeath({ rotates: false });
    wait(1);
    expect(server.takes(await keeper().accessToken())).toBe(true);
  });
});

describe("a renewal that comes to nothing", () => {
  test("given a service that is away, then that is said, and the next one may try at once", async () => {
    const { keeper, server, rowOf, stored, signedIn } = await connected();
    server.state.failure = { status: 503 };
    await expect(keeper().accessToken()).rejects.toMatchObject({ code: "unavailable" });
    expect(await rowOf()).toMatchObject({ refreshUntil: null });
    expect(await stored()).toEqual(signedIn);
    server.state.failure = null;
    expect(server.takes(await keeper().accessToken())).toBe(true);
  });

  test("given a sign-in that was withdrawn, then the person has to sign in again", async () => {
    const { keeper, server } = await connected();
    server.withdraw();
    await expect(keeper().accessToken()).rejects.toMatchObject({ code: "needs-login" });
  });

  test("given one that was taken for dead and stores after all, then the other, whose token is spent, uses what it stored", async () => {
    const { keeper, oauth, wait, stored } = await connected();
    const [hasAnswer, mayStore] = [gate(), gate()];
    const slow = keeper(async (credentials, now) => {
      const renewed = await oauth.access.renew(credentials, now);
      hasAnswer.open();
      await mayStore.opened;
      return renewed;
    }).accessToken();
    await hasAnswer.opened;
    wait(1);
    const other = keeper(async (credentials, now) => {
      mayStore.open();
      await slow;
      return oauth.access.renew(credentials, now);
    }).accessToken();
    expect(await other).toBe(await slow);
    expect((await stored()).accessToken).toBe(await slow);
  });
});

describe("credentials that change while they are renewed", () => {
  test("given a person who signs in again, then their new sign-in holds", async () => {
    const { keeper, key, oauth, clock, stored, signIn } = await connected();
    const anew: OAuthTokens[] = [];
    const renew: Renew = async (credentials, now) => {
      const renewed = await oauth.access.renew(credentials, now);
      const fresh = await signIn();
      anew.push(fresh);
      const made = {
        externalId: RING.externalId,
        displayName: null,
        credentialsSealed: sealer.seal(writeTokens(fresh), PLACE),
      };
      const owner = { userId: key.userId, provider: RING.provider, kind: "wearable" } as const;
      await storeConnections(db, owner, [made], clock.now);
      return renewed;
    };
    const used = await keeper(renew).accessToken();
    expect(anew).toEqual([await stored()]);
    expect(used).toBe(anew[0]?.accessToken);
  });

  test("given a change of the master key, then the new pair is stored all the same", async () => {
    const both = createSealer([randomBytes(32).toString("base64"), older]);
    const { keeper, oauth, rowOf } = await connected();
    const renew: Renew = async (credentials, now) => {
      await resealAll(db, both);
      return oauth.access.renew(credentials, now);
    };
    const used = await keeper(renew, { sealer: both }).accessToken();
    const { credentialsSealed } = await rowOf();
    expect(readTokens(both.open(credentialsSealed ?? "", PLACE)).accessToken).toBe(used);
  });

  test("given a person who becomes one with another, then the new pair is stored with whom they are", async () => {
    const { keeper, key, oauth, rowOf, stored, clock } = await connected();
    const keeperId = await createPerson(db, {});
    const renew: Renew = async (credentials, now) => {
      const renewed = await oauth.access.renew(credentials, now);
      const people = { keeperId, otherId: key.userId };
      await db.transaction((tx) => mergePeople(tx, { ...people, askedEvent: "asked", now: clock.now }));
      return renewed;
    };
    const used = await keeper(renew).accessToken();
    expect(await rowOf()).toMatchObject({ userId: keeperId, refreshUntil: null });
    expect((await stored()).accessToken).toBe(used);
  });

  test("given a connection that is over with its service too, then there is nothing to ask with", async () => {
    const { keeper, key, oauth, server } = await connected();
    const renew: Renew = async (credentials, now) => {
      const renewed = await oauth.access.renew(credentials, now);
      await endConnection(db, key, now);
      await dropCredentials(db, key, now);
      return renewed;
    };
    const gone = { code: "revoked", providerCode: "ENDED" };
    await expect(keeper(renew).accessToken()).rejects.toMatchObject(gone);
    await expect(keeper().accessToken()).rejects.toMatchObject(gone);
    expect(server.refreshes()).toBe(1);
  });
});
