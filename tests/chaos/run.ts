import { findServer } from "../support/postgres-server.ts";
import { CALM, UNRULY } from "./platform.ts";
import { play, type Result, type Scenario } from "./scenario.ts";

// Plays simulated mornings while worker processes are killed and connections cut, and says whether anything was lost
// or doubled: "npm run chaos". Exits with 1 when it was, or when nothing was killed, cut or refused after all.
const SCENARIOS: readonly Scenario[] = [
  { name: "a calm platform", people: 2000, unruliness: CALM },
  { name: "a platform with limits, blocks and time-outs", people: 500, unruliness: UNRULY },
];

/** Most messages that a sender is giving to the platform at one moment. */
const IN_FLIGHT = 8;

/** The message at the platform that a kind of slot leads to. */
const MESSAGES: Readonly<Record<string, string>> = {
  checkin_reminder: "question",
  morning_nudge: "morning",
};

const server = await findServer(process.env.TEST_DATABASE_URL);
if (server.url === null) {
  process.stdout.write("chaos: no PostgreSQL server answers, so it is left out\n");
} else {
  const [wanted] = process.argv.slice(2);
  for (const scenario of SCENARIOS.filter(({ name }) => wanted === undefined || name.includes(wanted))) {
    const problems = report(scenario, await play(server.url, scenario));
    if (problems > 0) process.exitCode = 1;
  }
}

function report({ name, people, unruliness }: Scenario, result: Result): number {
  const { decisions, counts } = result.database;
  const outcomes = new Map<string, number>();
  const add = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  let undecided = 0;
  let unsent = 0;
  let doubled = 0;
  let wronglySent = 0;
  let unconfirmedTaken = 0;
  let unconfirmed = 0;
  let stopped = 0;
  for (const { chat, kind, enabled, outcome, reason } of decisions) {
    const taken = result.taken.get(`${chat} ${MESSAGES[String(kind)]}`) ?? 0;
    // Nothing falls due any more for somebody who has blocked the coach.
    const isStopped = outcome === null && enabled === false;
    add(
      `${kind}: ${isStopped ? "stopped" : (outcome ?? "no decision")}${reason === null ? "" : ` (${reason})`}`,
    );
    if (isStopped) stopped += 1;
    if (outcome === "unconfirmed") unconfirmed += 1;
    if (isStopped) continue;
    if (outcome === null || outcome === "waiting") undecided += 1;
    if (outcome === "sent" && taken === 0) unsent += 1;
    if (outcome === "held" && taken > 0) wronglySent += 1;
    if (outcome === "unconfirmed" && taken > 0) unconfirmedTaken += 1;
    if (taken > 1) doubled += 1;
  }
  const unscored = people - Number(counts.scored);
  const unknowable = IN_FLIGHT * (result.kills + result.cutConnections) + result.platform.silent;
  const never = (number: number) => (number === 0 ? 1 : 0);
  const problems = {
    // A run in which nothing went wrong has shown nothing.
    "runs without a killed worker": never(result.kills),
    "runs without a cut connection": never(result.cutConnections),
    "unruly runs without a limit (429)":
      unruliness.rateLimited === 0 ? 0 : never(result.platform.rateLimited),
    "unruly runs without a block (403)": unruliness.blocked === 0 ? 0 : never(result.platform.blocked),
    "stopped, and nobody has blocked": unruliness.blocked === 0 ? stopped : 0,
    "unconfirmed beyond what kills, cuts and silence explain": Math.max(0, unconfirmed - unknowable),
    "workers that did not end in order": result.disorderly,
    "slots without a decision": undecided,
    "decisions beyond one a slot": Number(counts.decisions) - (decisions.length - missing(decisions)),
    "said to be sent, and not arrived": unsent,
    "held, and arrived all the same": wronglySent,
    "arrived twice": doubled,
    "nights not scored": unscored,
    "nights scored twice": Number(counts.scores) - Number(counts.scored),
    "messages left waiting": Number(counts.waiting),
    "jobs left": Number(counts.jobs),
    "jobs that failed for good": Number(counts.failed),
  };
  const lines = [
    `chaos: ${name}: ${people} people, ${result.kills} workers killed, ${result.cutConnections} connections cut, ${result.seconds.toFixed(0)} s`,
    ...[...outcomes].sort().map(([what, number]) => `  ${what}: ${number}`),
    `  of the unconfirmed, arrived: ${unconfirmedTaken}`,
    `  platform: ${JSON.stringify(result.platform)}; most tries of a job: ${counts.most_tries}`,
    ...Object.entries(problems).map(
      ([what, number]) => `  ${number === 0 ? "ok  " : "FAIL"} ${what}: ${number}`,
    ),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return Object.values(problems).filter((number) => number !== 0).length;
}

function missing(decisions: Result["database"]["decisions"]): number {
  return decisions.filter(({ outcome }) => outcome === null).length;
}
