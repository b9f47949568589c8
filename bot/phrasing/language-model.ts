/** The fixed part first, so that a service can keep it, then what changes. */
export type ModelPrompt = { readonly system: string; readonly user: string };

/** Why a model has said nothing that could be used. */
export type ModelFailure =
  | "deadline"
  | "not_reached"
  | "server_error"
  | "rate_limited"
  /** The key, the model's name or the request was not taken. */
  | "rejected"
  | "malformed"
  | "cut_off"
  | "refused"
  /** It failed so often that it is left in peace for a while; nothing was sent. */
  | "resting"
  /** Whoever asked wanted nothing to be sent. */
  | "not_sent";

export type ModelAnswer =
  | { readonly kind: "said"; readonly words: string; readonly received: string }
  /** `received` is what came back, where something did. */
  | { readonly kind: "failed"; readonly reason: ModelFailure; readonly received: string | null };

/** A language model that is asked for one sentence. Never throws. */
export type LanguageModel = {
  /**
   * @param about.signal ends it, whatever it is doing
   * @param about.beforeSending called once, before the first byte leaves; false: nothing is sent
   */
  say(
    prompt: ModelPrompt,
    about: { readonly signal: AbortSignal; beforeSending(): Promise<boolean> },
  ): Promise<ModelAnswer>;
};
