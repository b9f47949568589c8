import type { ProviderParts } from "../../define-provider.ts";

type Words = ProviderParts["words"];

/** A page with the headers that belong to it. */
export type Page = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
};

/** What the page lets a person do. */
export type Session = { readonly publishableKey: string; readonly clientSecret: string };

const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center }
main { max-width: 30rem; padding: 1.5rem }
h1 { font-size: 1.375rem; line-height: 1.25 }
button { font: inherit; font-weight: 600; padding: .75rem 1.25rem; border: 1px solid; border-radius: .5rem; cursor: pointer }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
button[disabled] { opacity: .6; cursor: default }
`;

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
  return page(200, about, words("stripe/title"), body);
}

/** What stands where there is nothing to choose: for a link that was used, has expired, or never was. */
export function gonePage(about: { readonly nonce: string; readonly words: Words }): Page {
  const { words } = about;
  const body = `<main>
<h1>${escaped(words("stripe/gone-title"))}</h1>
<p>${escaped(words("stripe/gone"))}</p>
</main>`;
  return page(404, { ...about, script: null, apiOrigin: null }, words("stripe/gone-title"), body);
}

function page(
  status: number,
  about: { readonly nonce: string; readonly script: URL | null; readonly apiOrigin: string | null },
  title: string,
  body: string,
): Page {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style nonce="${about.nonce}">${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return {
    status,
    html,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy(about),
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
      // A bank's own sign-in opens beside the page, and has to find back to it.
      "cross-origin-opener-policy": "same-origin-allow-popups",
    },
  };
}

/** What Stripe.js needs, by Stripe's own list, and nothing else. */
function policy({
  nonce,
  script,
  apiOrigin,
}: {
  readonly nonce: string;
  readonly script: URL | null;
  readonly apiOrigin: string | null;
}): string {
  const isStripes = script?.hostname === "js.stripe.com";
  const scripts = script === null ? [] : [script.origin, ...(isStripes ? ["https://*.js.stripe.com"] : [])];
  const frames = isStripes ? [...scripts, "https://hooks.stripe.com"] : scripts;
  const rules: Readonly<Record<string, readonly string[]>> = {
    "default-src": ["'none'"],
    "script-src": script === null ? ["'none'"] : [`'nonce-${nonce}'`, ...scripts],
    "style-src": [`'nonce-${nonce}'`],
    "frame-src": frames.length === 0 ? ["'none'"] : frames,
    "connect-src": apiOrigin === null ? ["'none'"] : ["'self'", apiOrigin],
    "img-src": isStripes ? ["https://*.stripe.com"] : ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
