import type { ProviderParts } from "../../define-provider.ts";
import { escaped, type Page, type Policy, page, saidPage } from "../../page.ts";

type Words = ProviderParts["words"];

/** What the page lets a person do. */
export type Session = { readonly publishableKey: string; readonly clientSecret: string };

/** Runs in the browser: Stripe's window, and one word back to us when accounts were chosen. */
const SCRIPT = `
const main = document.querySelector("main");
const button = document.querySelector("button");
const status = document.querySelector("[role=status]");
const words = main.dataset;
const say = (text) => { status.textContent = text; };
const tell = () => fetch(location.href, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ outcome: "linked" }),
});
if (typeof Stripe === "undefined") { button.hidden = true; say(words.unloaded); }
button.addEventListener("click", async () => {
  button.disabled = true;
  say(words.opening);
  try {
    const result = await Stripe(words.key).collectFinancialConnectionsAccounts({ clientSecret: words.secret });
    if (result.error) say(words.failed);
    else if (result.financialConnectionsSession.accounts.length === 0) say(words.left);
    else {
      button.hidden = true;
      say(words.done);
      status.focus();
      // The coach looks by itself too, a little later.
      await tell().catch(() => {});
      return;
    }
  } catch { say(words.failed); }
  button.disabled = false;
});
`;

/** The page on which a person chooses their accounts, in Stripe's window. */
export function linkPage(
  session: Session,
  about: {
    readonly nonce: string;
    /** Where Stripe.js is. */
    readonly script: URL;
    readonly apiOrigin: string;
    readonly words: Words;
  },
): Page {
  const { nonce, script, words } = about;
  const data = {
    key: session.publishableKey,
    secret: session.clientSecret,
    opening: words("stripe/opening"),
    done: words("stripe/done"),
    left: words("stripe/left"),
    failed: words("stripe/failed"),
    unloaded: words("stripe/unloaded"),
  };
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
  const body = `<main${attributes.join("")}>
<h1>${escaped(words("stripe/title"))}</h1>
<p>${escaped(words("stripe/intro"))}</p>
<button type="button">${escaped(words("stripe/choose"))}</button>
<p role="status" aria-live="polite" tabindex="-1"></p>
<noscript><p>${escaped(words("stripe/no-script"))}</p></noscript>
</main>
<script nonce="${nonce}" src="${escaped(script.href)}"></script>
<script nonce="${nonce}">${SCRIPT}</script>`;
  return page(200, {
    nonce,
    title: words("stripe/title"),
    body,
    policy: policy(about),
    // A bank's own sign-in opens beside the page, and has to find back to it.
    headers: { "cross-origin-opener-policy": "same-origin-allow-popups" },
  });
}

/** What stands where there is nothing to choose: for a link that was used, has expired, or never was. */
export function gonePage({ nonce, words }: { readonly nonce: string; readonly words: Words }): Page {
  return saidPage(404, { nonce, title: words("stripe/gone-title"), text: words("stripe/gone") });
}

/** What Stripe.js needs, by Stripe's own list, and nothing else. */
function policy({
  nonce,
  script,
  apiOrigin,
}: {
  readonly nonce: string;
  readonly script: URL;
  readonly apiOrigin: string;
}): Policy {
  const isStripes = script.hostname === "js.stripe.com";
  const scripts = [script.origin, ...(isStripes ? ["https://*.js.stripe.com"] : [])];
  return {
    "script-src": [`'nonce-${nonce}'`, ...scripts],
    "frame-src": isStripes ? [...scripts, "https://hooks.stripe.com"] : scripts,
    "connect-src": ["'self'", apiOrigin],
    ...(isStripes ? { "img-src": ["https://*.stripe.com"] } : {}),
  };
}
