import { labelOf } from "../../prompts/index.ts";

/** A source of what a body did as people know it, "Apple Health"; one that the prompts do not know is said as it is stored. */
export function deviceName(source: string): string {
  return labelFor("devices/names", source) ?? source;
}

/** What to do about a source that has gone silent, "open the Oura app, …". */
export function silenceHint(source: string): string {
  return labelFor("devices/hints", source) ?? labelOf("devices/hints", "other")?.text ?? "";
}

function labelFor(prompt: "devices/names" | "devices/hints", source: string): string | undefined {
  return labelOf(prompt, source.replaceAll("_", "-"))?.text;
}
