import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
const compose = readFileSync(join(root, "compose.yaml"), "utf8");

test("every path the image copies exists and is not ignored", () => {
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap((match) =>
    (match[1] ?? "").split(" "),
  );
  expect(copied.length).toBeGreaterThan(5);
  const ignored = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
  for (const path of copied) {
    expect(existsSync(join(root, path)), path).toBe(true);
    expect(ignored).not.toContain(path);
  }
});

test("every room that is needed at run time is copied", () => {
  for (const room of ["src", "bot", "coaching", "db", "prompts"])
    expect(dockerfile).toContain(`COPY ${room} ./${room}`);
});

test("the image runs as nobody special, on the Node that package.json asks for, with what npm start runs", () => {
  const { engines, scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(dockerfile).toMatch(/^FROM node:24-slim$/m);
  expect(engines.node).toBe(">=24");
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(`CMD ${JSON.stringify(scripts.start.split(" "))}`.replaceAll(",", ", ")).toBe(
    dockerfile.trimEnd().split("\n").at(-1),
  );
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
});

test("compose gives the coach its database and no password of its own", () => {
  expect(compose).toMatch(
    /DATABASE_URL: postgres:\/\/coach:\$\{POSTGRES_PASSWORD:\?[^}]+\}@database:5432\/coach$/m,
  );
  expect(compose).toMatch(/condition: service_healthy/);
  expect(compose).toMatch(/"127\.0\.0\.1:8080:8080"/);
});
