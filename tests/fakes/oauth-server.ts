import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { OAuth2Issuer, OAuth2Service } from "oauth2-mock-server";
import type { OAuthService, Revocation } from "../../src/integrations/wearables/oauth/service.ts";
import { answerJson } from "./answer-json.ts";

export type OAuthServer = Awaited<ReturnType<typeof startOAuth>>;

/** What the service does instead of answering. */
export type OAuthFailure =
  | "hangs"
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };

type Spent = { readonly scope: string; readonly refreshToken: string | null };
type Asked = { readonly method: string; readonly path: string; readonly form: URLSearchParams };

/**
 * A service that people sign in to, on this machine: `oauth2-mock-server`, which checks PKCE, with what it leaves out. A code
 * and a refresh token are taken once, the client has to name itself, and what was withdrawn is not taken any more.
 *
 * @param about.rotates whether a refresh token is spent by its use, as Oura's and WHOOP's are, or lives on, as Google's
 */
export async function startOAuth(about: { readonly rotates?: boolean; readonly id?: string } = {}) {
  const { rotates = true, id = "oura" } = about;
  const client = { id: "client-id", secret: `hidden-${randomUUID()}` };
  const issuer = new OAuth2Issuer();
  await issuer.keys.generate("ES256");
  const service = new OAuth2Service(issuer);
  const codes = new Map<string, { readonly scope: string; readonly redirectUri: string }>();
  const refreshTokens = new Map<string, string>();
  const accessTokens = new Set<string>();
  const secrets = [client.secret];
  const taken = new WeakMap<object, Spent & { readonly response: ServerResponse }>();
  const asked: Asked[] = [];
  const state = {
    failure: null as OAuthFailure | null,
    /** The answer was made, and then is not sent: what was spent stays so. */
    losesAnswer: false,
    /** The `error` that the person is sent back with in place of a code. */
    denies: null as string | null,
    /** What the person leaves ticked; null: all that is asked. */
    ticked: null as readonly string[] | null,
    tellsScopes: "with-tokens" as "with-tokens" | "on-the-way-back" | "never",
    /** A scope that is asked for with a refresh token is all that is told then. */
    narrowsScopes: false,
    lifeSeconds: 3600 as number | null,
    givesRefreshToken: true,
  };

  service.on("beforeAuthorizeRedirect", ({ url }: { url: URL }, request: IncomingMessage) => {
    const wanted = new URL(request.url ?? "/", "http://fake").searchParams;
    const { ticked, denies, tellsScopes } = state;
    const scope = (wanted.get("scope") ?? "")
      .split(" ")
      .filter((one) => ticked?.includes(one) ?? true)
      .join(" ");
    const code = url.searchParams.get("code") ?? "";
    codes.set(code, { scope, redirectUri: wanted.get("redirect_uri") ?? "" });
    secrets.push(code);
    if (tellsScopes === "on-the-way-back") url.searchParams.set("scope", scope);
    if (denies === null) return;
    url.searchParams.delete("code");
    url.searchParams.set("error", denies);
  });
  // Two tokens of one second would be the same.
  service.on("beforeTokenSigning", ({ payload }: { payload: Record<string, unknown> }) => {
    payload.jti = randomUUID();
  });

  service.on("beforeResponse", ({ body: given }: { body: Record<string, unknown> }, request: object) => {
    const spent = taken.get(request);
    if (spent === undefined) throw new Error("expected a request that was looked at before");
    // Nobody asks for one of these.
    delete given.id_token;
    const isNew = state.givesRefreshToken && (rotates || spent.refreshToken === null);
    if (isNew) refreshTokens.set(String(given.refresh_token), spent.scope);
    else delete given.refresh_token;
    if (state.lifeSeconds === null) delete given.expires_in;
    else given.expires_in = state.lifeSeconds;
    if (state.tellsScopes === "with-tokens") given.scope = spent.scope;
    else delete given.scope;
    accessTokens.add(String(given.access_token));
    secrets.push(String(given.access_token), ...(isNew ? [String(given.refresh_token)] : []));
    if (state.losesAnswer) spent.response.destroy();
  });

  /** Why a request for tokens is not taken; null where it is, and then what it came with is spent. */
  function spend(form: URLSearchParams): Spent | string {
    if (form.get("client_id") !== client.id || form.get("client_secret") !== client.secret)
      return "invalid_client";
    if (form.get("grant_type") === "refresh_token") {
      const refreshToken = form.get("refresh_token") ?? "";
      const scope = refreshTokens.get(refreshToken);
      if (scope === undefined) return "invalid_grant";
      if (rotates) refreshTokens.delete(refreshToken);
      const narrowed = state.narrowsScopes ? form.get("scope") : null;
      return { scope: narrowed ?? scope, refreshToken };
    }
    const code = form.get("code") ?? "";
    const given = codes.get(code);
    codes.delete(code);
    return given?.redirectUri === form.get("redirect_uri") && given !== undefined
      ? { scope: given.scope, refreshToken: null }
      : "invalid_grant";
  }

  async function giveTokens(
    form: URLSearchParams,
    body: string,
    { headers }: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const spent = spend(form);
    if (typeof spent === "string")
      return answerJson(response, 400, { error: spent, error_description: "said at length" });
    const again = Object.assign(Readable.from([Buffer.from(body)]), {
      method: "POST",
      url: "/token",
      headers,
    });
    taken.set(again, { ...spent, response });
    service.requestHandler(again as unknown as IncomingMessage, response);
  }

  function revoke(
    kind: Revocation["kind"],
    request: IncomingMessage,
    form: URLSearchParams,
    query: URLSearchParams,
  ) {
    const bearer = (request.headers.authorization ?? "").replace("Bearer ", "");
    const token = { token: form.get("token"), query: query.get("access_token"), bearer }[kind] ?? "";
    if (!accessTokens.has(token) && !refreshTokens.has(token)) return false;
    withdraw();
    return true;
  }

  function withdraw(): void {
    accessTokens.clear();
    refreshTokens.clear();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://fake");
    const body = await text(request);
    const form = new URLSearchParams(body);
    asked.push({ method: request.method ?? "", path, form });
    const { failure } = state;
    const [, kind] = /^\/revoke-(token|query|bearer)$/.exec(path) ?? [];
    if (failure === "hangs") return;
    if (failure !== null) answerJson(response, failure.status, failure.body ?? {}, failure.headers);
    else if (path === "/authorize") service.requestHandler(request, response);
    else if (path === "/token") await giveTokens(form, body, request, response);
    else if (kind === undefined) answerJson(response, 404, {});
    else if (revoke(kind as Revocation["kind"], request, form, searchParams)) answerJson(response, 200, {});
    else if (kind === "token") answerJson(response, 400, { error: "invalid_token" });
    else answerJson(response, 401, {});
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer.url = origin;

  return {
    origin,
    state,
    asked,
    withdraw,
    /** The facts of it, changed by what a test is about. */
    facts: (change: Partial<OAuthService> & { readonly revokes?: Revocation["kind"] } = {}): OAuthService => {
      const { revokes = "token", ...rest } = change;
      return {
        id,
        authorizeUrl: `${origin}/authorize`,
        tokenUrl: `${origin}/token`,
        revocation: { kind: revokes, url: `${origin}/revoke-${revokes}` },
        clientId: client.id,
        clientSecret: client.secret,
        scopes: ["daily", "heartrate"],
        ...rest,
      };
    },
    /** The person goes to an address and decides. @returns where their browser is sent back to */
    async consent(url: string): Promise<URL> {
      const response = await fetch(url, { redirect: "manual" });
      const back = response.headers.get("location");
      if (back === null) throw new Error(`expected to be sent back, not ${response.status}`);
      return new URL(back);
    },
    /** Whether data may be read with it. */
    takes: (accessToken: string) => accessTokens.has(accessToken),
    /** An access token is over before its time. */
    expire: (accessToken: string) => void accessTokens.delete(accessToken),
    /** Whether the person allows anything still. */
    isAllowed: () => accessTokens.size + refreshTokens.size > 0,
    refreshes: () => asked.filter(({ form }) => form.get("grant_type") === "refresh_token").length,
    /** Everything that was given out, and may stand nowhere. */
    secrets: (): readonly string[] => secrets,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
