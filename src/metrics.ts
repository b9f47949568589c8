import type { PlatformId } from "../bot/adapter.ts";
import type { SendOutcome } from "../bot/outbox.ts";
import type { Phrased, PhraseReason } from "../bot/phrasing/phraser.ts";
import type { ChartKind } from "../bot/pictures/chart.ts";
import type { QueueName } from "../db/queue.ts";
import type { PictureOutcome } from "./pictures/pictures.ts";

/** What is read from the database when somebody asks for the metrics. */
export type Depths = {
  /** Seconds since the longest due schedule row fell due; 0 when none is. */
  readonly dueLagSeconds: number;
  /** Null in a process that has no queue. */
  readonly waiting: Readonly<Record<QueueName | "failed", number>> | null;
  readonly outboxWaiting: number;
};

export type JobOutcome = "completed" | "failed" | "refused";

/**
 * What an operator's Prometheus may scrape: counts, durations and depths, nothing about anybody.
 *
 * @see https://prometheus.io/docs/practices/naming/
 */
export async function createMetrics() {
  // Some 20 MB, for those who serve them.
  const { Counter, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  const jobs = new Counter({
    name: "coach_jobs_total",
    help: "Jobs by queue and outcome.",
    labelNames: ["queue", "outcome"],
    registers,
  });
  const sends = new Counter({
    name: "coach_sends_total",
    help: "Messages given to a platform, by outcome.",
    labelNames: ["platform", "outcome"],
    registers,
  });
  const phrasings = new Counter({
    name: "coach_phrasings_total",
    help: "Messages that a language model might have phrased, by whose words went out and why.",
    labelNames: ["by", "reason"],
    registers,
  });
  const crises = new Counter({
    name: "coach_crises_total",
    help: "Messages that sounded like a crisis and were answered with help.",
    labelNames: ["platform"],
    registers,
  });
  const pictures = new Counter({
    name: "coach_pictures_total",
    help: "Pictures asked for, by kind and outcome.",
    labelNames: ["kind", "outcome"],
    registers,
  });
  const handling = new Histogram({
    name: "coach_event_handling_seconds",
    help: "Time from an event's arrival until its answer is on its way.",
    labelNames: ["platform"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const lag = new Gauge({
    name: "coach_due_lag_seconds",
    help: "How long the longest due schedule waits for its tick.",
    registers,
  });
  const depth = new Gauge({
    name: "coach_queue_depth",
    help: "Jobs that wait, by queue; failed ones wait for the operator.",
    labelNames: ["queue"],
    registers,
  });
  const outbox = new Gauge({
    name: "coach_outbox_waiting",
    help: "Messages that wait to be sent.",
    registers,
  });
  return {
    countJobs: (queue: QueueName, outcome: JobOutcome, number: number) => {
      if (number > 0) jobs.inc({ queue, outcome }, number);
    },
    countSend: (platform: PlatformId, outcome: SendOutcome) => sends.inc({ platform, outcome }),
    countPhrasing: (by: Phrased["by"], reason: PhraseReason) => phrasings.inc({ by, reason }),
    countCrisis: (platform: PlatformId) => crises.inc({ platform }),
    countPicture: (kind: ChartKind, outcome: PictureOutcome) => pictures.inc({ kind, outcome }),
    handled: (platform: PlatformId, seconds: number) => handling.observe({ platform }, seconds),
    contentType: registry.contentType,
    /** The metrics in Prometheus' text format. */
    async read(depths: Depths | null): Promise<string> {
      if (depths !== null) {
        lag.set(depths.dueLagSeconds);
        outbox.set(depths.outboxWaiting);
        for (const [queue, number] of Object.entries(depths.waiting ?? {})) depth.set({ queue }, number);
      }
      return registry.metrics();
    },
  };
}

export type Metrics = Awaited<ReturnType<typeof createMetrics>>;

/** What the parts of the process count, whether anybody reads it or not. */
export type Counts = Pick<
  Metrics,
  "countJobs" | "countSend" | "countCrisis" | "countPhrasing" | "countPicture" | "handled"
>;

/** For a process that serves no metrics. */
export const NO_COUNTS: Counts = {
  countJobs() {},
  countSend() {},
  countPhrasing() {},
  countCrisis() {},
  countPicture() {},
  handled() {},
};
