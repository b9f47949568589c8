import { describe, expect, test } from "vitest";
import { openHelpLines, zonesOf } from "../../bot/help-lines-file.ts";

const { entries, directory } = openHelpLines();
const byCountry = entries.map((entry) => [entry.country, entry] as const);

/** Whose material it is: a publisher's whole site, or one repository of a code host. */
function publisher(address: string): string {
  const url = new URL(address.startsWith("http") ? address : `https://${address}`);
  const [, owner, repository] = url.pathname.split("/");
  return url.hostname === "github.com" ? `${owner}/${repository}` : url.hostname.replace(/^www\./, "");
}

describe("the help lines that come with the coach", () => {
  test("are there for sixty countries and more, each once, and a directory for the others", () => {
    expect(entries.length).toBeGreaterThanOrEqual(60);
    expect(new Set(entries.map(({ country }) => country)).size).toBe(entries.length);
    expect(directory).toBe("findahelpline.com");
  });

  test("belong to one country each by time zone: no zone has two", () => {
    const zones = entries.flatMap(({ country }) => zonesOf(country));
    expect(new Set(zones).size).toBe(zones.length);
  });

  describe.each(byCountry)("of %s", (_, { country, emergency, lines, source, asOf, checked }) => {
    const numbers = [emergency, ...lines.map(({ number }) => number)];

    test("are dialable", () => {
      for (const number of numbers) expect(number).toMatch(/^[+*]?[0-9][0-9 ]*$/);
      // An emergency number is short everywhere; a long one would be a line that slipped in there.
      expect(emergency).toMatch(/^[0-9]{3}$/);
      expect(new Set(numbers).size).toBe(numbers.length);
    });

    test("have a zone, an address to check them at and a date", () => {
      expect(zonesOf(country)).not.toEqual([]);
      for (const address of source.split(", ")) expect(new URL(address).protocol).toMatch(/^https?:$/);
      expect(asOf <= (checked?.on ?? "")).toBe(true);
    });

    test("stand in the material of two publishers at least, each number by itself", () => {
      expect(Object.keys(checked?.against ?? {}).sort()).toEqual([...numbers].sort());
      for (const read of Object.values(checked?.against ?? {}))
        expect(new Set(read.map(publisher)).size).toBeGreaterThanOrEqual(2);
    });
  });
});
