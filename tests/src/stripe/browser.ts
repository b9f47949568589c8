import { createContext, runInContext } from "node:vm";

/** What Stripe's window ends with. */
type WindowOutcome =
  | { readonly error: { readonly message: string } }
  | { readonly financialConnectionsSession: { readonly accounts: readonly { readonly id: string }[] } };

/**
 * As much of a browser as the page needs: runs its script with the data it holds, and presses its button.
 *
 * @param stripe what Stripe.js does; null: it was not loaded
 */
export async function openPage(address: string, stripe: ((secret: string) => Promise<WindowOutcome>) | null) {
  const html = await (await fetch(address)).text();
  const words = Object.fromEntries(
    [...html.matchAll(/ data-(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, unescaped(value)]),
  );
  const [, script = ""] = /<script nonce="[^"]+">([\s\S]*?)<\/script>/.exec(html) ?? [];
  let press: () => Promise<void> = async () => {};
  const button = {
    disabled: false,
    hidden: false,
    addEventListener(_: string, listener: () => Promise<void>) {
      press = listener;
    },
  };
  const status = { textContent: "", focus() {} };
  const found: Readonly<Record<string, object>> = {
    main: { dataset: words },
    button,
    "[role=status]": status,
  };
  const keys: string[] = [];
  const context = createContext({
    document: { querySelector: (selector: string) => found[selector] },
    location: { href: address },
    fetch,
    ...(stripe === null
      ? {}
      : {
          Stripe(key: string) {
            keys.push(key);
            return {
              collectFinancialConnectionsAccounts: ({ clientSecret }: { clientSecret: string }) =>
                stripe(clientSecret),
            };
          },
        }),
  });
  runInContext(script, context);
  return {
    html,
    button,
    keys,
    /** What the page says under its button. */
    said: () => status.textContent,
    press: () => press(),
  };
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
