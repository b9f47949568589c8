import type { ProviderParts } from "../../define-provider.ts";
import { ProviderError } from "../../provider.ts";
import { GONE, GoogleHealthError, NOT_LINKED } from "./errors.ts";
import type { ScopeName } from "./scopes.ts";

type Words = ProviderParts["words"];

/** A failure with what the person can do about it, in our words; what needs none of them as it is. */
export function explained(error: unknown, words: Words): unknown {
  if (!(error instanceof ProviderError)) return error;
  const { code, providerCode, retryAfterSeconds } = error;
  const saying = (shown: string) => new ProviderError(code, { providerCode, retryAfterSeconds, shown });
  switch (providerCode) {
    case GONE:
      return saying(words("google-health/old-way"));
    case "ACCESS_DENIED":
      return saying(words("google-health/denied"));
    case NOT_LINKED: {
      const address = error instanceof GoogleHealthError ? error.setUpAt : null;
      return saying(
        address === null
          ? words("google-health/not-linked")
          : words("google-health/not-linked-at", { address }),
      );
    }
    default:
      return error;
  }
}

/** That the person left out something on Google's page, or all of it. */
export function notAllowed(unticked: readonly ScopeName[], words: Words): ProviderError {
  const names = {
    sleep: words("google-health/sleep"),
    activity: words("google-health/activity"),
    metrics: words("google-health/metrics"),
  } satisfies Record<ScopeName, string>;
  const isAll = unticked.length === Object.keys(names).length;
  const what = new Intl.ListFormat("en").format(unticked.map((name) => names[name]));
  return new ProviderError("refused", {
    providerCode: "NOT_ALLOWED",
    shown: isAll ? words("google-health/nothing-allowed") : words("google-health/not-allowed", { what }),
  });
}
