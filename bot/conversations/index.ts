import type { Conversation } from "../conversation.ts";
import { checkIn } from "./check-in.ts";
import { onboarding } from "./onboarding.ts";

/** Every conversation there is. */
const conversations = [onboarding, checkIn] as const satisfies readonly Conversation[];

export function findConversation(name: string): Conversation | undefined {
  return conversations.find((conversation) => conversation.name === name);
}
