import { z } from "zod";
import { defineProvider } from "../../define-provider.ts";
import { isSafeAddress, SAFE_ADDRESS } from "../address.ts";

/**
 * SimpleFIN, for people who host the coach themselves: it needs nothing of the operator, so it is on with the embedded
 * database; on a server it is for those to switch on who want it.
 */
export const simplefin = defineProvider({
  id: "simplefin",
  settings: z.object({
    SIMPLEFIN: z.enum(["on", "off"], { error: "expected on or off" }).optional(),
    SIMPLEFIN_BASE_URL: z.string().refine(isSafeAddress, SAFE_ADDRESS).optional(),
  }),
  isOn: ({ SIMPLEFIN, SIMPLEFIN_BASE_URL }, { isEmbedded }) =>
    SIMPLEFIN === undefined ? isEmbedded || SIMPLEFIN_BASE_URL !== undefined : SIMPLEFIN !== "off",
  async create({ SIMPLEFIN_BASE_URL: base }, { words, isEmbedded }) {
    const { createSimplefin } = await import("./provider.ts");
    const open = isEmbedded ? "any" : "simplefin.org";
    return createSimplefin({
      bridges: base === undefined ? { kind: open } : { kind: "one", origin: new URL(base).origin },
      words,
    });
  },
});
