import type { ScriptedCall } from "../fakes/plaid-server.ts";
import { readFixture } from "./fixtures.ts";

/** A recorded script of cursors and answers, run after run, and what each run ends in. */
export const SCENARIOS = "plaid/sync-scenarios.json";

type Run = {
  readonly name: string;
  readonly calls: readonly ScriptedCall[];
  readonly stored: readonly {
    readonly transaction_id: string;
    readonly amount: number;
    readonly local_day: string;
    readonly pending: boolean;
  }[];
  readonly cursor: string;
};

export function scenarioRuns(): readonly Run[] {
  const { runs } = readFixture(SCENARIOS) as { readonly runs: readonly Run[] };
  return runs;
}

/** What a run ends in: its rows, the cursor, and no call of the script left. */
export function endOf({ name, stored, cursor }: Run) {
  const rows = stored.map(({ transaction_id: id, amount, local_day: day, pending }) => ({
    id,
    amount: amount.toFixed(2),
    day,
    pending,
  }));
  return { run: name, rows, cursor, left: 0 };
}
