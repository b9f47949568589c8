import { showBody } from "./body/body.ts";
import { preferBySentence, tellWhichDevice } from "./body/device-sentences.ts";
import { showDevices } from "./body/devices.ts";
import { showSleep } from "./body/sleep.ts";
import { showInsights } from "./insights/report.ts";
import { showAccounts } from "./money/accounts.ts";
import { runBudget } from "./money/budget.ts";
import { connect } from "./money/connect.ts";
import { importReport } from "./money/imports.ts";
import { showSubscriptions } from "./money/subscriptions.ts";
import { listTransactions } from "./money/transactions.ts";
import { runPark, showParked } from "./plans/park.ts";
import { runPlan, showPlans } from "./plans/plan.ts";
import { showMonth, showWeek } from "./questions/summary-command.ts";
import { bringBack } from "./rests/bring-back.ts";
import type { Turn } from "./turn.ts";
import { chooseWords } from "./words/model.ts";
import { showPrivacy } from "./words/privacy.ts";

/** What a command shows or does beside the open conversation; `said` is what stood behind the command. */
const reports = {
  budget: runBudget,
  subscriptions: showSubscriptions,
  accounts: showAccounts,
  devices: showDevices,
  sleep: showSleep,
  body: showBody,
  week: showWeek,
  month: showMonth,
  prefer: preferBySentence,
  "which-device": tellWhichDevice,
  insights: showInsights,
  connect,
  import: importReport,
  park: runPark,
  plan: runPlan,
  plans: (turn) => showPlans(turn),
  parked: (turn) => showParked(turn),
  rests: bringBack,
  transactions: listTransactions,
  words: chooseWords,
  privacy: showPrivacy,
} as const satisfies Readonly<Record<string, (turn: Turn, said: string) => Promise<void>>>;

export type ReportName = keyof typeof reports;

export function runReport(turn: Turn, name: ReportName, said: string): Promise<void> {
  const report: (turn: Turn, said: string) => Promise<void> = reports[name];
  return report(turn, said);
}
