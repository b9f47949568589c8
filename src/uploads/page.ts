import { escaped, type Page, page, saidPage } from "../integrations/page.ts";

/** A sentence of the page by its template. */
export type Words = (template: string, facts?: Readonly<Record<string, string | number>>) => string;

/**
 * Runs in the browser: sends the file in slices, and after a break asks how much has come. Without it the form sends the file at
 * once.
 */
const SCRIPT = `
const main = document.querySelector("main");
const form = document.querySelector("form");
const button = document.querySelector("button");
const bar = document.querySelector("progress");
const status = document.querySelector("[role=status]");
const words = main.dataset;
const base = location.pathname.replace(/\\/$/, "");
const slice = Number(words.slice);
const say = (text) => { status.textContent = text; };
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const mb = (bytes) => Math.round(bytes / 1e6).toLocaleString();
const over = { 404: "gone", 413: "large", 507: "full" };

async function ask(path, options) {
  const answer = await fetch(base + path, { cache: "no-store", ...options });
  if (over[answer.status]) throw Object.assign(new Error(), { over: over[answer.status] });
  if (!answer.ok && answer.status !== 409) throw new Error();
  return answer.json();
}

async function send(file) {
  const mark = [file.size, file.lastModified, file.name].join("/");
  const about = { "x-file-size": String(file.size), "x-file-name": encodeURIComponent(file.name),
    "x-file-mark": encodeURIComponent(mark), "content-type": "application/octet-stream" };
  let at = null;
  for (let failures = 0; ; ) {
    try {
      if (at === null) {
        const state = await ask("/state?mark=" + encodeURIComponent(mark));
        at = state.at;
      }
      bar.value = at / file.size;
      say(words.sending.replace("{done}", mb(at)).replace("{size}", mb(file.size)));
      const body = file.slice(at, Math.min(file.size, at + slice));
      const state = await ask("/slice?at=" + at, { method: "POST", headers: about, body });
      if (state.done) return;
      if (!(state.at > at)) throw new Error();
      failures = 0;
      at = state.at;
    } catch (error) {
      if (error.over || ++failures > 10) throw error;
      say(words.waiting);
      at = null;
      await wait(Math.min(30000, 1000 * 2 ** failures));
    }
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [file] = form.elements.file.files;
  if (!file) return;
  button.disabled = true;
  bar.hidden = false;
  try {
    await send(file);
    form.hidden = true;
    bar.hidden = true;
    say(words.done);
    status.focus();
  } catch (error) {
    say(words[error.over || "stopped"]);
    button.disabled = false;
  }
});
`;

/** How much the page sends at once: what has come by then is not lost with the connection. */
export const SLICE_BYTES = 8 * 2 ** 20;

/** The page on which a person chooses the file that they send. */
export function uploadPage({
  nonce,
  words,
  maxGb,
}: {
  readonly nonce: string;
  readonly words: Words;
  readonly maxGb: number;
}): Page {
  const data = {
    slice: SLICE_BYTES,
    sending: words("upload/sending", { done: "{done}", size: "{size}" }),
    waiting: words("upload/waiting"),
    done: words("upload/done"),
    stopped: words("upload/stopped"),
    gone: words("upload/gone"),
    large: words("upload/too-large", { gb: maxGb }),
    full: words("upload/no-space"),
  };
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escaped(String(value))}"`);
  const body = `<main${attributes.join("")}>
<h1>${escaped(words("upload/title"))}</h1>
<p>${escaped(words("upload/intro"))}</p>
<form method="post" enctype="multipart/form-data">
<p><label>${escaped(words("upload/choose"))}<br><input type="file" name="file" required></label></p>
<p><button>${escaped(words("upload/send"))}</button></p>
</form>
<progress max="1" value="0" hidden></progress>
<p role="status" aria-live="polite" tabindex="-1"></p>
<noscript><p>${escaped(words("upload/no-script"))}</p></noscript>
</main>
<script nonce="${nonce}">${SCRIPT}</script>`;
  return page(200, {
    nonce,
    title: words("upload/title"),
    body,
    policy: {
      "script-src": [`'nonce-${nonce}'`],
      "connect-src": ["'self'"],
      "form-action": ["'self'"],
    },
  });
}

/** What a form is answered: that the file is here, or why it is not. */
export function outcomePage(
  status: number,
  { nonce, words, text }: { readonly nonce: string; readonly words: Words; readonly text: string },
): Page {
  const isHere = status === 200;
  return saidPage(status, { nonce, title: words(isHere ? "upload/done-title" : "upload/title"), text });
}

/** What stands where there is nothing to send any more: for a link that was used, has run out, or never was. */
export function gonePage({ nonce, words }: { readonly nonce: string; readonly words: Words }): Page {
  return saidPage(404, { nonce, title: words("upload/gone-title"), text: words("upload/gone") });
}
