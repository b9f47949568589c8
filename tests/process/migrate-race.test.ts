import postgres from "postgres";
import { expect, test } from "vitest";
import { start } from "../support/child-process.ts";
import { emptyPostgresDatabase, postgresUrl } from "../support/postgres-database.ts";

test.skipIf(postgresUrl === null)(
  "when four processes migrate one empty PostgreSQL database at once, then all succeed and it is migrated once",
  async () => {
    for (let round = 0; round < 3; round += 1) {
      const url = await emptyPostgresDatabase();
      const programs = Array.from({ length: 4 }, () =>
        start("tests/support/programs/migrate-server.ts", { args: [url] }),
      );
      await Promise.all(programs.map((program) => program.line("open")));
      for (const program of programs) program.send("go\n");
      for (const ended of await Promise.all(programs.map((program) => program.ended))) {
        expect(ended).toMatchObject({ code: 0, stderr: "" });
      }
      const client = postgres(url, { max: 1 });
      const [applied] = await client`select count(*)::int, count(distinct hash)::int as different
        from drizzle.__drizzle_migrations`;
      await client.end();
      expect(applied?.count).toBeGreaterThan(0);
      expect(applied?.count).toBe(applied?.different);
    }
  },
);
