import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { addDays, daysBetween, eachDay } from "../../coaching/model/local-date.ts";
import { answerJson } from "./answer-json.ts";
import { createPerson, type FakePerson, type HeldPoint, rollupPoint } from "./google-health-person.ts";
import { createSigningKey, keysetOf, type SigningKey, signatureOf } from "./google-health-signature.ts";

const SCOPE = "https://www.googleapis.com/auth/googlehealth.";
const PER_MINUTE = 300;
const LONGEST_ROLLUP_DAYS = 90;

/** What comes instead of an answer; a text as it stands. */
export type HealthFailure =
  | "hangs"
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

type Listed = keyof FakePerson["listed"];
type Rolled = keyof FakePerson["rolled"];
/** Of what is listed, the most at once and what it is filtered by: other fields are refused, as Google refuses them. */
const LISTED: Readonly<
  Record<Listed, { readonly scope: string; readonly most: number; readonly field: string }>
> = {
  sleep: { scope: "sleep", most: 25, field: "sleep.interval.civil_end_time" },
  "daily-resting-heart-rate": {
    scope: "health_metrics_and_measurements",
    most: 10_000,
    field: "daily_resting_heart_rate.date",
  },
  "daily-heart-rate-variability": {
    scope: "health_metrics_and_measurements",
    most: 10_000,
    field: "daily_heart_rate_variability.date",
  },
};
const ROLLED: readonly string[] = ["steps", "active-energy-burned"] satisfies readonly Rolled[];

const civil = z.strictObject({
  date: z.strictObject({ year: z.number(), month: z.number(), day: z.number() }),
});
const rollupBody = z.strictObject({
  range: z.strictObject({ start: civil, end: civil }),
  windowSizeDays: z.literal(1),
  pageSize: z.number().optional(),
  pageToken: z.string().optional(),
});

export type FakeGoogleHealth = Awaited<ReturnType<typeof startGoogleHealth>>;

/**
 * The Google Health API on this machine, with what its answers follow from. What its published rules refuse, it refuses: other
 * filters, longer roll-ups, more than 300 requests of a person in a minute.
 *
 * @param about.allows what a token may read, by scopes; null for one that is not taken
 */
export async function startGoogleHealth(about: {
  readonly clock: () => Date;
  readonly allows: (token: string) => readonly string[] | null;
  readonly person?: FakePerson;
}) {
  const person = about.person ?? createPerson("NGL8Q2-person-1");
  const asked: { readonly method: string; readonly path: string; readonly query: URLSearchParams }[] = [];
  const keys: SigningKey[] = [createSigningKey(1_190_684_423)];
  const counted = new Map<number, number>();
  let keysetsGiven = 0;
  const state = {
    failure: null as HealthFailure | null,
    /** There is no Fitbit with this account. */
    isUnlinked: false,
    /** Of a sleep's pages, fewer than Google's at once. */
    mostSleeps: 25,
    /** Each page names itself as the next. */
    circles: false,
    /** What stands in place of the keys; null: they cannot be fetched. */
    keyset: undefined as unknown,
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://fake");
    const method = request.method ?? "";
    if (path === "/keyset.json") {
      keysetsGiven += 1;
      const { keyset = keysetOf(keys) } = state;
      return answerJson(response, keyset === null ? 503 : 200, keyset);
    }
    asked.push({ method, path, query });
    const body = method === "POST" ? await json(request) : null;
    const { failure } = state;
    if (failure === "hangs") return;
    if (failure !== null) return answerJson(response, failure.status, failure.body ?? {}, failure.headers);
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
    const scopes = token === undefined ? null : about.allows(token);
    if (scopes === null) return answerJson(response, 401, said(401, "UNAUTHENTICATED"));
    const minute = Math.floor(about.clock().getTime() / 60_000);
    counted.set(minute, (counted.get(minute) ?? 0) + 1);
    if ((counted.get(minute) ?? 0) > PER_MINUTE) {
      const limit = said(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED");
      return answerJson(response, 429, limit, { "retry-after": "60" });
    }
    const done = act(`${method} ${path}`, query, body, (name) => scopes.includes(`${SCOPE}${name}.readonly`));
    answerJson(response, done.status, done.body);
  }

  function act(
    what: string,
    query: URLSearchParams,
    body: unknown,
    mayRead: (scope: string) => boolean,
  ): { readonly status: number; readonly body: unknown } {
    const forbidden = {
      status: 403,
      body: said(403, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    };
    const invalid = { status: 400, body: said(400, "INVALID_ARGUMENT") };
    if (what === "GET /v4/users/me/identity") {
      const isAny = ["sleep", "activity_and_fitness", "health_metrics_and_measurements"].some(mayRead);
      if (!isAny) return forbidden;
      const { healthUserId } = person;
      return { status: 200, body: { name: "users/me/identity", legacyUserId: "2E4RVC", healthUserId } };
    }
    if (state.isUnlinked) {
      const metadata = { redirect_uri: "https://fitbit.google.com/auth/signup" };
      return { status: 400, body: said(400, "FAILED_PRECONDITION", "ACCOUNT_NOT_LINKED", metadata) };
    }
    const [, verb, type = "", call] =
      /^(GET|POST) \/v4\/users\/me\/dataTypes\/([a-z-]+)\/dataPoints(:dailyRollUp)?$/.exec(what) ?? [];
    if (verb === "GET" && call === undefined && type in LISTED) {
      const { scope, most, field } = LISTED[type as Listed];
      if (!mayRead(scope)) return forbidden;
      const page = list([...person.listed[type as Listed].values()], query, { most, field });
      return page === null ? invalid : { status: 200, body: page };
    }
    if (verb === "POST" && call !== undefined && ROLLED.includes(type)) {
      if (!mayRead("activity_and_fitness")) return forbidden;
      const points = rollUp(type as Rolled, body);
      return points === null ? invalid : { status: 200, body: points };
    }
    return { status: 404, body: said(404, "NOT_FOUND") };
  }

  function list(
    held: readonly HeldPoint[],
    query: URLSearchParams,
    { most, field }: { readonly most: number; readonly field: string },
  ): object | null {
    const filter = query.get("filter") ?? "";
    const [, from, until] =
      /^(?:\S+) >= "(\d{4}-\d\d-\d\d)" AND (?:\S+) < "(\d{4}-\d\d-\d\d)"$/.exec(filter) ?? [];
    const isKnown = filter === `${field} >= "${from}" AND ${field} < "${until}"`;
    const [asWas, skipped = "0"] = Buffer.from(query.get("pageToken") ?? "", "base64")
      .toString()
      .split("|");
    if (!isKnown || from === undefined || until === undefined) return null;
    // All else of a request has to stay as it was.
    if (query.has("pageToken") && asWas !== filter) return null;
    const size = Math.min(
      Number(query.get("pageSize") ?? most),
      most,
      field.startsWith("sleep") ? state.mostSleeps : most,
    );
    const found = held
      .filter(({ at }) => at >= from && at < until)
      .sort((one, other) => (one.order < other.order ? 1 : one.order > other.order ? -1 : 0));
    const start = state.circles ? 0 : Number(skipped);
    const isMore = state.circles || found.length > start + size;
    const next = Buffer.from(`${filter}|${state.circles ? 0 : start + size}`).toString("base64");
    return {
      dataPoints: found.slice(start, start + size).map(({ point }) => point),
      ...(isMore ? { nextPageToken: next } : {}),
    };
  }

  function rollUp(type: Rolled, body: unknown): object | null {
    const read = rollupBody.safeParse(body);
    if (!read.success) return null;
    const { start, end: last } = read.data.range;
    const [from, until] = [start, last].map(({ date: { year, month, day } }) =>
      new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10),
    );
    if (from === undefined || until === undefined) return null;
    const length = daysBetween(from, until);
    if (length < 1 || length > LONGEST_ROLLUP_DAYS) return null;
    const points = eachDay(from, addDays(until, -1)).flatMap((date) => {
      const sum = person.rolled[type].get(date);
      return sum === undefined ? [] : [rollupPoint(type, date, sum)];
    });
    // As its wire form does, an empty list is left out.
    return points.length === 0 ? {} : { rollupDataPoints: points };
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    baseUrl,
    keysetUrl: `${baseUrl}/keyset.json`,
    person,
    state,
    /** Every request to the API, oldest first. */
    asked,
    /** Those that Google gives out; the last one signs. */
    keys,
    keysetsGiven: () => keysetsGiven,
    /** A notification as Google sends it now. */
    webhook(changes: readonly object[], secret: string) {
      const body = JSON.stringify(
        changes.map((data) => ({ data: { healthUserId: person.healthUserId, ...data } })),
      );
      const [key] = keys.slice(-1);
      if (key === undefined) throw new Error("nothing to sign with");
      return {
        body,
        headers: {
          "content-type": "application/json",
          authorization: secret,
          "x-healthapi-signature": signatureOf(body, key),
        },
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An error in `google.rpc.Status`; its message says something that belongs in no log. */
export function said(code: number, status: string, reason?: string, metadata?: object): object {
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason,
    domain: "health.googleapis.com",
  };
  const details = reason === undefined ? [] : [{ ...info, ...(metadata === undefined ? {} : { metadata }) }];
  return { error: { code, message: "42 bpm of somebody", status, details } };
}
