import type { ChatAdapter } from "../../bot/adapter.ts";
import type { BotLog } from "../../bot/log.ts";
import type { Pictures } from "../../bot/pictures/pictures.ts";
import type { Database } from "../../db/client.ts";

/** An answer to pick: its id in the button's token, and its words for a platform where it can only be typed. */
export type Answer = { readonly id: string; readonly words: string };

/** One message as the person sees it now. */
export type SeenMessage = {
  readonly text: string;
  /** The words on its buttons. */
  readonly buttons: readonly string[];
  /** What hangs on it: a picture or a file, by name. */
  readonly attachments: readonly string[];
};

/** A platform under test: its adapter, and one person who uses it. */
export type PlatformHarness = {
  readonly adapter: ChatAdapter;
  /** The person's chat, as `send` takes it. */
  readonly chat: string;
  /** Everything that the person sees now, oldest first; an edited message as it stands. */
  seen(): readonly SeenMessage[];
  /** Opens the chat. */
  open(): Promise<void>;
  say(text: string): Promise<void>;
  /** Several messages at once, as fast as the platform takes them. */
  sayQuickly(texts: readonly string[]): Promise<void>;
  /** Picks an answer under the newest message that offers it. */
  tap(answer: Answer): Promise<void>;
  /** Picks several answers of one question and confirms them. */
  choose(answers: readonly Answer[]): Promise<void>;
  /** Sends a file into the chat. */
  sendFile?(name: string, bytes: Uint8Array): Promise<void>;
  /** Taps an answer under a message from before, the oldest one that offers it. */
  tapOld?(answer: Answer): Promise<void>;
  /** The platform delivers what the person did last once more. */
  deliverAgain?(): Promise<void>;
  /** The next call that would show something is answered with "not for so many seconds". */
  limitNext?(seconds: number): void;
  /** What the platform kept of a file that the coach sent. */
  received?(name: string): Promise<Uint8Array>;
  /** Ends the platform; the contract has stopped the adapter before. */
  end(): Promise<void>;
};

export type PlatformParts = {
  readonly db: Database;
  readonly log: BotLog;
  readonly clock: () => Date;
  readonly pictures: Pictures;
};

/** What a platform can do; what it cannot is skipped by name. */
export type PlatformTraits = {
  readonly edits: boolean;
  /** Buttons that stay under their messages. */
  readonly keepsButtons: boolean;
  readonly takesFiles: boolean;
  /** Delivers an event again when it heard no "taken". */
  readonly redelivers: boolean;
  readonly limits: boolean;
};

/** Makes a platform and its adapter, without running it. */
export type PlatformMaker = (parts: PlatformParts) => Promise<PlatformHarness>;
