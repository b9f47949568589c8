import { createContext, runInContext } from "node:vm";

/** A file that a person chose, as much of it as the page looks at. */
type ChosenFile = { readonly name: string; readonly lastModified: number; readonly content: Buffer };

/**
 * As much of a browser as the upload page needs: runs its script with the data it holds, and sends its form.
 *
 * @param send the network in between
 */
export async function openUploadPage(address: string, send: typeof fetch) {
  const html = await (await fetch(address)).text();
  const words = Object.fromEntries(
    [...html.matchAll(/ data-(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, unescaped(value)]),
  );
  const [, script = ""] = /<script nonce="[^"]+">([\s\S]*?)<\/script>/.exec(html) ?? [];
  let submit: (event: { preventDefault(): void }) => Promise<void> = async () => {};
  const input: { files: readonly unknown[] } = { files: [] };
  const form = {
    hidden: false,
    elements: { file: input },
    addEventListener(_: string, listener: typeof submit) {
      submit = listener;
    },
  };
  const said: string[] = [];
  const status = {
    set textContent(text: string) {
      said.push(text);
    },
    focus() {},
  };
  const bar = { hidden: true, value: 0 };
  const button = { disabled: false };
  const found: Readonly<Record<string, object>> = {
    main: { dataset: words },
    form,
    button,
    progress: bar,
    "[role=status]": status,
  };
  const { origin, pathname } = new URL(address);
  const context = createContext({
    document: { querySelector: (selector: string) => found[selector] },
    location: { pathname },
    fetch: (path: string, options: RequestInit) => send(`${origin}${path}`, options),
    // Waiting is over at once.
    setTimeout: (then: () => void) => setImmediate(then),
  });
  runInContext(script, context);
  return {
    form,
    button,
    bar,
    said,
    async choose({ name, lastModified, content }: ChosenFile) {
      const slice = (from: number, to: number) => content.subarray(from, to);
      input.files = [{ name, lastModified, size: content.length, slice }];
      await submit({ preventDefault() {} });
    },
  };
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
