import type { AdapterDefinition } from "../define-adapter.ts";
import { slack } from "./slack.ts";
import { telegram } from "./telegram.ts";

/** The chat platforms there are beside the terminal; one of which no setting is given is off. */
export const adapters: readonly AdapterDefinition[] = [telegram, slack];
