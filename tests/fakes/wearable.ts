import { randomUUID } from "node:crypto";
import { z } from "zod";
import { DAY_SIGNALS } from "../../db/queries/body-in.ts";
import { type LinkOutcome, type NewConnection, ProviderError } from "../../src/integrations/provider.ts";
import type { WearableDay } from "../../src/integrations/wearables/wearable-day.ts";
import type {
  DaySignal,
  WearableProvider,
  WearableProviderId,
} from "../../src/integrations/wearables/wearable-provider.ts";
import { syncByWindows, type WindowAnswer } from "../../src/integrations/wearables/windowed-sync.ts";
import type { Days } from "../../src/integrations/wearables/windows.ts";
import type {
  WearableHarness,
  WearableWorld,
  WorldDay,
  WorldFailure,
} from "../contracts/wearable-harness.ts";

const TOKEN_MS = 24 * 3_600_000;
const WORDS = {
  lapsed: "The fake's membership has ended, so it keeps its numbers to itself.",
  keptBack: "The fake was not allowed to tell all that it knows.",
} as const;

const tokens = z.object({
  access: z.string(),
  refresh: z.string(),
  endsAt: z.number(),
  signals: z.array(z.enum(DAY_SIGNALS)),
});
type Tokens = z.infer<typeof tokens>;

/** A wearable in memory, that a test tells what happens at it. */
export type FakeWearable = WearableWorld & {
  readonly timezone: string;
  /** Ends the link that was begun last, as the person would. */
  finishLink(outcome?: "linked" | "left"): void;
  /** What answers say is wrong with the connection, though they come. */
  problem: ProviderError | null;
};

export function fakeWearable(
  clock: () => Date,
  {
    id = "oura",
    timezone = "Europe/Berlin",
  }: { readonly id?: WearableProviderId; readonly timezone?: string } = {},
): FakeWearable {
  const externalId = `user-${randomUUID()}`;
  const secrets: string[] = [];
  const links = new Map<string, "waiting" | "linked" | "left">();
  const days = new Map<string, WorldDay>();
  /** What is taken now, by one sign-in each. */
  const access = new Set<string>();
  const refresh = new Set<string>();
  let allowed: readonly DaySignal[] = DAY_SIGNALS;
  let failure: { readonly how: WorldFailure; readonly retryAfterSeconds: number | null } | null = null;
  let newest = "";
  let renewals = 0;
  let asked = 0;

  const secret = (kind: string) => {
    const made = `${kind}-${randomUUID()}`;
    secrets.push(made);
    return made;
  };
  const fails = (how: WorldFailure) => failure?.how === how;
  const read = (credentials: string): Tokens => tokens.parse(JSON.parse(credentials));

  function issue(signals: readonly DaySignal[]): Tokens {
    const made = { access: secret("access"), refresh: secret("refresh"), signals: [...signals] };
    access.add(made.access);
    refresh.add(made.refresh);
    return { ...made, endsAt: clock().getTime() + TOKEN_MS };
  }

  function signIn(): NewConnection {
    access.clear();
    refresh.clear();
    return { externalId, displayName: null, credentials: JSON.stringify(issue(allowed)) };
  }

  /** @throws ProviderError as it fails now, with what a client library would put into its error */
  function guard(token: string): void {
    const cause = new Error(`request with ${secrets.join(" ")} failed`);
    if (fails("rate-limited")) {
      const { retryAfterSeconds = null } = failure ?? {};
      throw new ProviderError("rate-limited", { providerCode: "HTTP_429", retryAfterSeconds, cause });
    }
    if (fails("unavailable")) throw new ProviderError("unavailable", { providerCode: "HTTP_503", cause });
    if (fails("unauthorized") || fails("signed-out") || !access.has(token)) {
      throw new ProviderError("needs-login", { providerCode: "HTTP_401", cause });
    }
    if (fails("lapsed")) {
      throw new ProviderError("refused", { providerCode: "MEMBERSHIP", shown: WORDS.lapsed, cause });
    }
  }

  function dayOf(said: WorldDay, signals: readonly DaySignal[]): WearableDay {
    const value = (signal: DaySignal) => (signals.includes(signal) ? (said[signal] ?? null) : null);
    const values = Object.fromEntries(DAY_SIGNALS.map((signal) => [signal, value(signal)]));
    const hrvKind = value("hrvMs") === null ? null : "rmssd";
    return { source: id, date: said.date, ...(values as Record<DaySignal, number | null>), hrvKind };
  }

  function answer({ from, to }: Days, token: string, signals: readonly DaySignal[]): WindowAnswer {
    asked += 1;
    guard(token);
    // It says more than it was asked for, as services do at the edges.
    const told = [...days.values()].filter(({ date }) => date >= from && date <= to);
    const isWhole = DAY_SIGNALS.every((signal) => signals.includes(signal));
    const lacks = new ProviderError("refused", { providerCode: "SCOPE", shown: WORDS.keptBack });
    return {
      days: told.map((one) => ({ day: dayOf(one, signals), raw: one })),
      signals,
      refused: [],
      problem: world.problem ?? (isWhole ? null : lacks),
    };
  }

  const provider: WearableProvider = {
    id,
    pollEveryMs: 3_600_000,
    delivers: { signals: DAY_SIGNALS, hrvKind: "rmssd" },
    async beginLink({ now }) {
      newest = secret("link");
      links.set(newest, "waiting");
      const url = `https://wearable.example.org/${randomUUID()}`;
      const expiresAt = new Date(now.getTime() + 30 * 60_000);
      return { kind: "address", url, secret: newest, lookup: newest, expiresAt, pollEveryMs: 10_000 };
    },
    async readLink(link): Promise<LinkOutcome> {
      const kind = links.get(link) ?? "left";
      return kind === "linked" ? { kind, connections: [signIn()] } : { kind };
    },
    access: {
      open(credentials) {
        const { access: token, endsAt } = read(credentials);
        return { token, isStale: (now) => now.getTime() >= endsAt };
      },
      async renew(credentials) {
        const { refresh: token, signals } = read(credentials);
        renewals += 1;
        if (fails("signed-out") || !refresh.delete(token)) {
          // Whoever comes with a spent one may have stolen it.
          access.clear();
          refresh.clear();
          throw new ProviderError("needs-login", { providerCode: "INVALID_GRANT" });
        }
        access.clear();
        return JSON.stringify(issue(signals));
      },
    },
    sync(connection, about) {
      const { signals } = read(connection.credentials);
      const windowed = {
        chunkDays: 90,
        read: async (ask: Days, token: string) => answer(ask, token, signals),
      };
      return syncByWindows(connection, about, windowed);
    },
    async disconnect({ credentials }) {
      if (!refresh.has(read(credentials).refresh)) return;
      access.clear();
      refresh.clear();
    },
    routes: () => [],
  };

  const world: FakeWearable = {
    provider,
    timezone,
    problem: null,
    async link() {
      const request = { attemptId: randomUUID(), userId: randomUUID(), mends: null, now: clock() };
      const offer = await provider.beginLink(request);
      world.finishLink();
      const outcome = await provider.readLink(offer.kind === "address" ? offer.secret : "", request);
      const [made] = outcome.kind === "linked" ? outcome.connections : [];
      if (made === undefined) throw new Error("not linked");
      return made;
    },
    finishLink: (outcome = "linked") => void links.set(newest, outcome),
    allow(signals) {
      allowed = signals;
    },
    setDay: (day) => void days.set(day.date, day),
    removeDay: (date) => void days.delete(date),
    fail(how, retryAfterSeconds) {
      failure = how === null ? null : { how, retryAfterSeconds: retryAfterSeconds ?? null };
    },
    spoilToken: () => access.clear(),
    renewals: () => renewals,
    asked: () => asked,
    isConnected: () => refresh.size > 0,
    secrets: () => secrets,
    async close() {},
  };
  return world;
}

/** The wearable in memory as the contract of wearables drives it. */
export const fakeWearableHarness: WearableHarness = {
  name: "a wearable in memory",
  can: {
    keepBack: ["steps", "activityKcal"],
    signIn: true,
    fail: ["unauthorized", "signed-out", "lapsed", "rate-limited", "unavailable"],
  },
  open: async ({ clock, timezone }) => fakeWearable(clock, { timezone }),
};
