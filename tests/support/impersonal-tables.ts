import { invites, slackInstallations } from "../../db/schema/access.ts";
import { arrivals } from "../../db/schema/chat.ts";
import { platformSenders } from "../../db/schema/delivery.ts";
import { ruleAggregates } from "../../db/schema/judgement.ts";

/**
 * The tables that are nobody's: about a platform (its sender, the workspaces that installed it), or looked at before the
 * person is known (what has just arrived, codes that let somebody in), or counts over all people (how rules are rated).
 */
export const IMPERSONAL_TABLES = [
  platformSenders,
  arrivals,
  invites,
  slackInstallations,
  ruleAggregates,
] as const;
