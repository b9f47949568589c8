import { DISCRETIONARY } from "../../coaching/budgets/budget.ts";
import { standingOf } from "../../coaching/budgets/standing.ts";
import { addDays, type LocalDate } from "../../coaching/model/local-date.ts";
import { buildDays } from "../../coaching/model/series.ts";
import { buildLedger } from "../../coaching/questions/spending-ledger.ts";
import { streamSignals } from "../../coaching/recurring/signals.ts";
import { findRecurring } from "../../coaching/recurring/streams.ts";
import type { Evidence } from "../../coaching/rules/rule.ts";
import type { SamplePerson } from "../../coaching/sample/types.ts";
import { relation } from "./rule-evidence.ts";

/** What rules would see of an invented person on a morning, with everything that may be known of anybody. */
export function evidenceOn(person: SamplePerson, today: LocalDate): Evidence {
  const { currency, timezone: zone } = person;
  const through = addDays(today, -1);
  const rows = person.transactions.filter(({ date }) => date <= today);
  const streams = findRecurring(
    rows.map((row) => ({ ...row, rawDescriptor: row.merchantName })),
    { asOf: today },
  ).map((stream) => ({ ...stream, name: stream.key }));
  const recurringIds = new Set(streams.flatMap(({ transactionIds }) => transactionIds));
  const payments = rows.map((row) => ({ ...row, isRecurring: recurringIds.has(row.id) }));
  const seen = { from: person.from, to: today };
  const ground = {
    items: buildLedger(payments, { currency, zone }).items,
    streams,
    known: { first: person.from, through },
    isByHand: false,
    today,
  };
  return {
    today,
    currency,
    zone,
    needMinutes: 480,
    payments,
    days: buildDays({
      from: person.from,
      to: today,
      zone,
      currency,
      readings: person.readings,
      moodEntries: person.moodEntries,
      transactions: payments,
      accounts: person.accounts.map(({ id }) => ({ id, syncedThrough: through })),
    }),
    relations: [
      relation("sleep_to_spending", seen),
      relation("sleep_to_impulse", seen),
      relation("steps_to_mood", {
        ...seen,
        effect: {
          side: "below",
          threshold: 6000,
          exposedDays: 30,
          pairs: 90,
          shrunk: -0.6,
          low: -1,
          high: -0.2,
        },
      }),
    ],
    recurring: { streams, signals: streamSignals(streams, { asOf: today, historyFrom: person.from }) },
    budgets: [DISCRETIONARY, "EATING_OUT"].map((id) =>
      standingOf({ id, amountMinor: 50_000, currency }, ground),
    ),
    liquidMinor: 20_000,
    notFound: [],
    plansThatFire: [],
  };
}
