import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { makeUploadToken, revokeUploadTokens } from "../../db/queries/upload-tokens.ts";
import { type BodyError, createBodyReader } from "../../src/posts/body.ts";
import { testDatabase } from "../support/database.ts";
import { metric, type Phone, type PhoneServer, phone, phoneServer, stepsOn } from "../support/phone.ts";

const { db } = await testDatabase();
const POST = stepsOn("2026-11-10", ["08:00", 4321]);
const MEGABYTE = 1024 * 1024;

async function world(
  options: Parameters<typeof phoneServer>[1] = {},
): Promise<Phone & { server: PhoneServer }> {
  const server = await phoneServer(db, options);
  return { server, ...(await phone(db, server)) };
}

const nothing = { status: 404, said: "404 Not Found" };

async function ask(url: string, init: RequestInit) {
  const answer = await fetch(url, init);
  const { status, headers } = answer;
  return { status, headers, said: await answer.text() };
}

describe("whose address it is", () => {
  test("given the token in a header, then it is as good as in the path", async () => {
    const { server, token, days } = await world();
    const body = JSON.stringify(POST);
    const answer = await ask(`${server.url}/body`, {
      method: "POST",
      body,
      headers: { "x-coach-token": token },
    });
    expect([answer.status, answer.said]).toEqual([200, '{"stored":1}']);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await days()).toMatchObject([{ steps: 4321 }]);
  });

  test("given a token that is nobody's, then it is answered as any path that there is not", async () => {
    const { server, token } = await world();
    const file = await makeUploadToken(
      db,
      {
        userId: (await phone(db, server)).userId,
        identityId: crypto.randomUUID(),
        kind: "file",
        expiresAt: null,
      },
      server.clock.now,
    );
    const forged = `${token.startsWith("A") ? "B" : "A"}${token.slice(1)}`;
    const body = JSON.stringify(POST);
    const elsewhere = await ask(`${server.url}/nowhere`, { method: "POST", body });
    const paths = [
      `/body/${forged}`,
      `/body/${file}`,
      `/body/${token}/`,
      `/body/${token}x`,
      "/body/",
      "/body",
      "/body/%00",
    ];
    for (const path of paths) {
      const answer = await ask(`${server.url}${path}`, { method: "POST", body });
      expect([path, answer.status, answer.said]).toEqual([path, 404, elsewhere.said]);
      expect(answer.headers.get("content-type")).toBe(elsewhere.headers.get("content-type"));
    }
    for (const method of ["GET", "PUT", "DELETE"]) {
      expect((await ask(`${server.url}/body/${token}`, { method })).status).toBe(404);
    }
  });

  test("given twenty megabytes for nobody, then they are not waited for", async () => {
    const { server } = await world();
    const answer = await new Promise<string>((resolve, reject) => {
      const { port, hostname } = new URL(server.url);
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /body/${"A".repeat(43)} HTTP/1.1\r\nhost: x\r\ncontent-length: ${20 * MEGABYTE}\r\n\r\nx`,
      );
      socket.once("data", (data) => {
        resolve(String(data));
        socket.destroy();
      });
      socket.once("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });

  test("when the address is replaced or ended, then nothing comes by the old one", async () => {
    const { server, send, days, userId } = await world();
    const made = { userId, identityId: crypto.randomUUID(), kind: "posts", expiresAt: null } as const;
    const next = await makeUploadToken(db, made, server.clock.now);
    expect(await send(POST)).toEqual(nothing);
    const post = () => ask(`${server.url}/body/${next}`, { method: "POST", body: JSON.stringify(POST) });
    expect((await post()).status).toBe(200);
    await revokeUploadTokens(db, userId, "posts");
    expect((await post()).status).toBe(404);
    expect(await days()).toHaveLength(1);
  });
});

describe("what is too much", () => {
  test("given more than sixty posts a minute by one address, then it waits and another's does not", async () => {
    const { server, send, token } = await world();
    const other = await phone(db, server);
    for (let time = 0; time < 60; time++) expect((await send([])).status).toBe(400);
    const body = JSON.stringify(POST);
    const headers = { "x-coach-token": token };
    const late = await ask(`${server.url}/body`, { method: "POST", body, headers });
    expect([late.status, late.said]).toEqual([429, '{"error":"too-often"}']);
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(late.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect((await other.send(POST)).status).toBe(200);
  });

  test("given a body that is too long, packed or unpacked, then 413 arrives and nothing is stored", async () => {
    const { send, days } = await world();
    const long = Buffer.alloc(21 * MEGABYTE, " ");
    expect(await send(long)).toEqual({ status: 413, said: { error: "too-large" } });
    // A quarter of a gigabyte of nothing.
    const bomb = gzipSync(Buffer.alloc(256 * MEGABYTE));
    expect(bomb.byteLength).toBeLessThan(MEGABYTE);
    const headers = { "content-encoding": "gzip" };
    expect(await send(bomb, { headers })).toEqual({ status: 413, said: { error: "too-large" } });
    expect(await days()).toEqual([]);
  });

  test("given JSON that is deep, or of millions of nothings, then it is refused before it is made", async () => {
    const { send } = await world();
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(await send(deep)).toEqual({ status: 400, said: { error: "unreadable" } });
    const many = `[${"{},".repeat(3_000_000)}0]`;
    expect(await send(many)).toEqual({ status: 413, said: { error: "too-large" } });
    const samples = Array.from({ length: 100_001 }, () => 0);
    const twice = [...metric("step_count", "count", ...samples).data.metrics];
    const both = { data: { metrics: [...twice, ...twice] } };
    expect(await send(both)).toEqual({ status: 413, said: { error: "too-much" } });
  });

  test("given more at once than a process holds, then it is busy until there is room", async () => {
    const withBody = createBodyReader({ longestMs: 10_000, mostInHandBytes: 1000 });
    const holding = Promise.withResolvers<void>();
    const taken: string[] = [];
    const server = createServer((request, response) => {
      const work = async (body: Buffer) => {
        taken.push(String(body.byteLength));
        if (taken.length === 1) await holding.promise;
        return "taken";
      };
      withBody(request, work)
        .catch((error: BodyError) => error.problem)
        .then((said) => response.end(said));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const send = async (bytes: number) =>
      (await ask(`http://127.0.0.1:${port}`, { method: "POST", body: "x".repeat(bytes) })).said;
    const first = send(600);
    await expect.poll(() => taken).toEqual(["600"]);
    expect([await send(600), await send(300)]).toEqual(["busy", "taken"]);
    holding.resolve();
    expect([await first, await send(600)]).toEqual(["taken", "taken"]);
    server.closeAllConnections();
    server.close();
  });

  test("given a body that does not come to its end, then 408 is answered in time", async () => {
    const { server, token } = await world({ longestMs: 50 });
    const answer = await slowly(server, token);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('{"error":"too-slow"}');
  });
});

describe("what is sent", () => {
  test("given a packed post, then it is as one that is not", async () => {
    const { send, days } = await world();
    const packed = gzipSync(JSON.stringify(POST));
    const headers = { "content-encoding": "gzip" };
    expect(await send(packed, { headers })).toEqual({ status: 200, said: { stored: 1 } });
    expect(await days()).toMatchObject([{ steps: 4321 }]);
    for (const [encoding, body, status, error] of [
      ["gzip", packed.subarray(0, 40), 400, "unreadable"],
      ["gzip", JSON.stringify(POST), 400, "unreadable"],
      ["identity", packed, 400, "unreadable"],
      ["br", packed, 415, "packing"],
      ["gzip, gzip", packed, 415, "packing"],
    ] as const) {
      expect(await send(body, { headers: { "content-encoding": encoding } })).toEqual({
        status,
        said: { error },
      });
    }
  });

  test("given what is no post, then it is refused by what is wrong with it", async () => {
    const { send, server, days } = await world();
    for (const [body, error] of [
      ["", "unreadable"],
      ["{", "unreadable"],
      [Buffer.from([0x22, 0xff, 0x22]), "unreadable"],
      ["[]", "not-a-post"],
      ["null", "not-a-post"],
      ['{"data":[]}', "not-a-post"],
    ] as const) {
      expect(await send(body)).toEqual({ status: 400, said: { error } });
      expect(server.log.at(-1)).toMatchObject({ message: "post refused", fields: { error } });
    }
    expect(await days()).toEqual([]);
  });

  test("given numbers that no body has, then the log names them and holds no value, and no token", async () => {
    const { send, server, token } = await world();
    const post = {
      date: "2026-11-10",
      steps: 7654,
      restingHeartRate: 987,
      hrv: "sixty",
    };
    expect(await send(post)).toEqual({ status: 200, said: { stored: 1 } });
    expect(server.log.at(-1)).toMatchObject({
      level: "info",
      fields: { source: "shortcuts", days: 1, refused: ["hrv", "restingHeartRateBpm"] },
    });
    const lines = JSON.stringify(server.log);
    for (const secret of ["7654", "987", "sixty", token]) expect(lines).not.toContain(secret);
  });

  test("given a failure of ours, then 503 asks for it again, nothing is half stored, and then it is", async () => {
    let isAway = true;
    const enqueue = () => (isAway ? Promise.reject(new Error("away")) : Promise.resolve());
    const { send, server, days } = await world({ enqueue });
    expect(await send(POST)).toEqual({ status: 503, said: { error: "later" } });
    expect(server.log.at(-1)).toMatchObject({ level: "error", message: "post not stored" });
    expect(await days()).toEqual([]);
    isAway = false;
    expect((await send(POST)).status).toBe(200);
    expect(await days()).toMatchObject([{ steps: 4321 }]);
  });

  test("given a sender that leaves while another post of theirs is taken, then the next one is taken too", async () => {
    const { server, token, send, days } = await world({ longestMs: 5_000 });
    const leaving = Array.from({ length: 3 }, () => slowly(server, token, true));
    await Promise.all(leaving);
    expect((await send(POST)).status).toBe(200);
    expect(await days()).toMatchObject([{ steps: 4321 }]);
  });
});

/** Sends the beginning of a post. @returns what is answered to it; nothing to one that leaves */
function slowly({ url }: PhoneServer, token: string, leaves = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.on("data", (data) => {
      answer += String(data);
      if (answer.includes("}")) socket.destroy();
    });
    socket.once("error", reject).once("close", () => resolve(answer));
    socket.write(`POST /body/${token} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"data":`, () => {
      if (leaves) setTimeout(() => socket.destroy(), 20);
    });
  });
}
