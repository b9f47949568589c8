import type { WearableDefinition } from "../define-provider.ts";
import { googleHealth } from "./google-health/settings.ts";
import { oura } from "./oura/settings.ts";
import { simulated } from "./simulated/settings.ts";
import { whoop } from "./whoop/settings.ts";

/** The providers of what a body did that there are. */
export const wearables: readonly WearableDefinition[] = [oura, googleHealth, whoop, simulated];
