import { createFakePlatform } from "../fakes/platform.ts";
import { chatAdapterContract } from "./chat-adapter.ts";

// The fake stands for the real platforms in every journey, so it must keep to what they promise.
chatAdapterContract("fake that can edit", () => {
  const shown = new Map<string, string>();
  let away = false;
  const { adapter, sent, plain, type } = createFakePlatform({ shown, failSend: () => away });
  return {
    adapter,
    type,
    seen: () =>
      [
        ...shown.values(),
        ...sent.flatMap(({ buttons, picture, file }) => [
          ...buttons.map(({ label }) => label),
          picture === undefined ? "" : `${picture.chart.kind}-0.png`,
          file?.path,
        ]),
        ...plain,
      ].join("\n"),
    goAway: () => {
      away = true;
    },
  };
});
