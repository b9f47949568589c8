import { PassThrough, Writable } from "node:stream";
import { createTerminal } from "../../bot/adapters/terminal.ts";
import type { PlatformHarness, PlatformParts } from "../contracts/platform-harness.ts";

/** A terminal for the contract of platforms: what is tapped elsewhere is typed. */
export async function terminalHarness({
  pictures,
}: Pick<PlatformParts, "pictures">): Promise<PlatformHarness> {
  const input = new PassThrough();
  let transcript = "";
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      transcript += chunk.toString();
      done();
    },
  });
  const adapter = createTerminal({
    input,
    output,
    timezone: "UTC",
    styled: false,
    goodbye: "Bye.",
    pictures,
  });
  const say = async (text: string) => void input.write(`${text}\n`);
  return {
    adapter,
    chat: "local",
    seen: () =>
      transcript
        .split(/^(?=coach {2}|you {4})/m)
        .filter((block) => block.startsWith("coach"))
        .map((block) => {
          const lines = block.split("\n").map((line) => line.slice("coach  ".length));
          const hangs = (line: string) => /^(?:picture|file): /.test(line);
          const words = lines.filter((line) => line !== "" && !hangs(line));
          return { text: words.join(" "), buttons: [], attachments: lines.filter(hangs) };
        }),
    // It opens by itself.
    open: async () => {},
    say,
    async sayQuickly(texts) {
      input.write(texts.map((text) => `${text}\n`).join(""));
    },
    tap: ({ words }) => say(words),
    choose: (answers) => say(answers.map(({ words }) => words).join(", ")),
    end: async () => {},
  };
}
