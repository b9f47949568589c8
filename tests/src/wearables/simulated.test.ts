import { expect, test } from "vitest";
import { labelOf } from "../../../prompts/index.ts";
import { wearables } from "../../../src/integrations/wearables/index.ts";
import { simulated } from "../../../src/integrations/wearables/simulated/settings.ts";

const ABOUT = { publicUrl: null, hasSealer: true, canBeCalled: false, isEmbedded: true };

test("given nothing, or off, then it is off; an operator who wants it says on, and needs nothing else", () => {
  expect(simulated.isOn({}, ABOUT)).toBe(false);
  expect(simulated.isOn({ SIMULATED_WEARABLE: "off" }, ABOUT)).toBe(false);
  expect(simulated.isOn({ SIMULATED_WEARABLE: "on" }, ABOUT)).toBe(true);
  expect(simulated.read({ SIMULATED_WEARABLE: "on" }, ABOUT)).not.toHaveProperty("problems");
  expect(wearables).toContain(simulated);
});

test("given another word, then the start says what was expected, without it", () => {
  expect(simulated.isOn({ SIMULATED_WEARABLE: "hunter2" }, ABOUT)).toBe(true);
  expect(simulated.read({ SIMULATED_WEARABLE: "hunter2" }, ABOUT)).toEqual({
    problems: ["SIMULATED_WEARABLE: expected one of on, off."],
  });
});

test("wherever it shows, it is called a simulated ring", () => {
  for (const list of ["connect/banks", "connect/services", "connect/which"]) {
    expect(labelOf(list, "simulated")?.text).toBe("Simulated ring");
  }
});
