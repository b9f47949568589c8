import { z } from "zod";
import { ringReadings } from "../../../../coaching/sample/ring.ts";
import { defineWearable } from "../../define-provider.ts";

const SWITCH = ["on", "off"] as const;

/** An invented ring that anybody can connect, for looking around and for trying a set-up. */
export const simulated = defineWearable({
  id: "simulated",
  settings: z.object({
    SIMULATED_WEARABLE: z.enum(SWITCH, { error: `expected one of ${SWITCH.join(", ")}` }).default("off"),
  }),
  isOn: ({ SIMULATED_WEARABLE: given }) => given !== undefined && given !== "off",
  async create() {
    const { createSimulated } = await import("./provider.ts");
    return createSimulated(ringReadings);
  },
});
