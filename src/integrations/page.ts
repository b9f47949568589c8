/** A page of ours with the headers that belong to it. */
export type Page = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
};

/** By directive, the sources that a page may use. */
export type Policy = Readonly<Record<string, readonly string[]>>;

const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center }
main { max-width: 30rem; padding: 1.5rem }
h1 { font-size: 1.375rem; line-height: 1.25 }
button { font: inherit; font-weight: 600; padding: .75rem 1.25rem; border: 1px solid; border-radius: .5rem; cursor: pointer }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
button[disabled] { opacity: .6; cursor: default }
`;

const NONE: readonly string[] = ["'none'"];

/**
 * A page that is kept nowhere, found by no search and passes nothing on.
 *
 * @param about.nonce of the style, and of scripts that `policy` lets run
 * @param about.policy what it may use beside its style; nothing where it is not given
 */
export function page(
  status: number,
  about: {
    readonly nonce: string;
    readonly title: string;
    /** HTML; what comes from elsewhere in it is {@link escaped}. */
    readonly body: string;
    readonly policy?: Policy;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Page {
  const { nonce } = about;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(about.title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
${about.body}
</body>
</html>
`;
  const rules: Policy = {
    "default-src": NONE,
    "script-src": NONE,
    "style-src": [`'nonce-${nonce}'`],
    "frame-src": NONE,
    "connect-src": NONE,
    "img-src": NONE,
    "base-uri": NONE,
    "form-action": NONE,
    "frame-ancestors": NONE,
    ...about.policy,
  };
  return {
    status,
    html,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": Object.entries(rules)
        .map(([name, sources]) => `${name} ${sources.join(" ")}`)
        .join("; "),
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
      ...about.headers,
    },
  };
}

/** A page that says something and does nothing. */
export function saidPage(
  status: number,
  { nonce, title, text }: { readonly nonce: string; readonly title: string; readonly text: string },
): Page {
  const body = `<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
</main>`;
  return page(status, { nonce, title, body });
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
