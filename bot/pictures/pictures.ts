import { readFile, rm } from "node:fs/promises";
import type { OutboundMessage } from "../message.ts";
import type { Chart } from "./chart.ts";

/** What draws charts, whatever it is. Its files are its own to clear away, where whoever asked does not. */
export type Pictures = {
  /**
   * Draws a chart into a PNG file, within some seconds.
   *
   * @returns null where it cannot: the operator has been told, and a message's words say the same
   */
  render(chart: Chart): Promise<{ readonly path: string } | null>;
};

/** A message's picture for a platform that takes it over: drawn, read, and its file gone. @returns null without one */
export async function pictureBytes(
  pictures: Pictures,
  { picture }: Pick<OutboundMessage, "picture">,
): Promise<Uint8Array | null> {
  const drawn = picture === undefined ? null : await pictures.render(picture.chart);
  if (drawn === null) return null;
  try {
    return await readFile(drawn.path);
  } catch {
    return null;
  } finally {
    await rm(drawn.path, { force: true }).catch(() => {});
  }
}

/** The name under which a picture is sent. */
export function pictureName(chart: Pick<Chart, "kind">): string {
  return `${chart.kind}.png`;
}
