import { z } from "zod";

/** Every answer of a check-in as it stood before a fix, so that the fix can be taken back. */
export const entrySnapshot = z.object({
  mood: z.number().nullable(),
  energySelf: z.number().nullable(),
  emotionTags: z.array(z.string()).readonly(),
  contextTags: z.array(z.string()).readonly(),
  notes: z.string().nullable(),
});
export type EntrySnapshot = z.infer<typeof entrySnapshot>;
