import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { PlainLineReporter } from "./tests/support/plain-line-reporter.ts";
import { findServer } from "./tests/support/postgres-server.ts";

/** Files that ask for a database; they run once on each kind of database. */
const ON_A_DATABASE = ["db", "bot", "journeys"].map((room) => `tests/${room}/**/*.test.ts`);
/** Files that start processes of their own. */
const WITH_PROCESSES = ["tests/process/**/*.test.ts"];

const server = await findServer(process.env.TEST_DATABASE_URL);
const postgresUrl = server.url;
// The first use of the embedded database compiles it, which takes seconds on a busy machine.
const hookTimeout = 60_000;
const onADatabase = { include: ON_A_DATABASE, isolate: false, hookTimeout, testTimeout: 20_000 };

// Groups run one after the other, so that the few cores serve one kind at a time and workers are kept.
export default defineConfig({
  test: {
    reporters: ["default", new PlainLineReporter(server)],
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: [...ON_A_DATABASE, ...WITH_PROCESSES],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...onADatabase,
          name: "embedded",
          globalSetup: "./tests/support/embedded-global-setup.ts",
          sequence: { groupOrder: 1 },
        },
      },
      ...(postgresUrl === null
        ? []
        : [
            {
              test: {
                ...onADatabase,
                name: "postgres",
                globalSetup: "./tests/support/postgres-global-setup.ts",
                provide: { postgresUrl },
                sequence: { groupOrder: 2 },
              },
            },
          ]),
      {
        test: {
          name: "process",
          include: WITH_PROCESSES,
          provide: { postgresUrl },
          hookTimeout,
          testTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
