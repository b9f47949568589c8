CREATE TABLE "file_layouts" (
	"user_id" uuid NOT NULL,
	"layout" text NOT NULL,
	"day_first" boolean,
	"positive_means" text,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "file_layouts_user_id_layout_pk" PRIMARY KEY("user_id","layout"),
	CONSTRAINT "file_layouts_layout" CHECK (length("file_layouts"."layout") between 1 and 255),
	CONSTRAINT "file_layouts_positive_means" CHECK ("file_layouts"."positive_means" in ('spent', 'received'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"identity_id" uuid,
	"reference" text NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint,
	"sha256" text,
	"account_id" uuid,
	"state" text DEFAULT 'looking' NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"error_code" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "imports_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "imports_state_known" CHECK ("imports"."state" in ('looking', 'asking', 'storing', 'stored', 'dropped', 'failed')),
	CONSTRAINT "imports_sha256" CHECK ("imports"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "imports_reference_length" CHECK (length("imports"."reference") between 1 and 4096),
	CONSTRAINT "imports_file_name_length" CHECK (length("imports"."file_name") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "link_attempts" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"connection_id" uuid,
	"state" text DEFAULT 'asked' NOT NULL,
	"lookup_hash" text,
	"secret_sealed" text,
	"error_code" text,
	"expires_at" timestamp with time zone NOT NULL,
	"next_poll_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "link_attempts_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "link_attempts_state" CHECK ("link_attempts"."state" in ('asked', 'offered', 'finished', 'left', 'failed')),
	CONSTRAINT "link_attempts_lookup_hash" CHECK ("link_attempts"."lookup_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"user_id" uuid NOT NULL,
	"category" text NOT NULL,
	"amount" numeric NOT NULL,
	"currency" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "budgets_user_id_category_pk" PRIMARY KEY("user_id","category"),
	CONSTRAINT "budgets_amount" CHECK (abs("budgets"."amount") < 1e12),
	CONSTRAINT "budgets_amount_positive" CHECK ("budgets"."amount" > 0),
	CONSTRAINT "budgets_currency" CHECK ("budgets"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "budgets_category" CHECK ("budgets"."category" ~ '^[A-Z][A-Z_]{1,99}$')
);
--> statement-breakpoint
CREATE TABLE "merchant_rules" (
	"user_id" uuid NOT NULL,
	"merchant_key" text NOT NULL,
	"display_name" text,
	"category" text,
	"subcategory" text,
	"is_discretionary" boolean,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "merchant_rules_user_id_merchant_key_pk" PRIMARY KEY("user_id","merchant_key"),
	CONSTRAINT "merchant_rules_key" CHECK (length("merchant_rules"."merchant_key") between 1 and 255),
	CONSTRAINT "merchant_rules_name_length" CHECK (length("merchant_rules"."display_name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "money_changes" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "money_changes_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "money_changes_kind" CHECK ("money_changes"."kind" in ('correct', 'merchant-rule', 'recurring', 'split', 'note', 'hand-entry', 'merge', 'budget', 'import'))
);
--> statement-breakpoint
CREATE TABLE "recurring_words" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"merchant_key" text NOT NULL,
	"currency" text NOT NULL,
	"cadence" text NOT NULL,
	"from_amount" numeric NOT NULL,
	"to_amount" numeric NOT NULL,
	"is_recurring" boolean NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "recurring_words_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "recurring_words_currency" CHECK ("recurring_words"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "recurring_words_from" CHECK (abs("recurring_words"."from_amount") < 1e12),
	CONSTRAINT "recurring_words_to" CHECK (abs("recurring_words"."to_amount") < 1e12),
	CONSTRAINT "recurring_words_key" CHECK (length("recurring_words"."merchant_key") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "transaction_corrections" (
	"user_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"merchant_name" text,
	"category" text,
	"subcategory" text,
	"is_discretionary" boolean,
	"is_alone" boolean,
	"is_impulse" boolean,
	"notes" text,
	"splits" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "transaction_corrections_user_id_account_id_external_id_pk" PRIMARY KEY("user_id","account_id","external_id"),
	CONSTRAINT "transaction_corrections_external_id" CHECK (length("transaction_corrections"."external_id") between 1 and 255),
	CONSTRAINT "transaction_corrections_splits" CHECK (jsonb_typeof("transaction_corrections"."splits") = 'array'),
	CONSTRAINT "transaction_corrections_notes_length" CHECK (length("transaction_corrections"."notes") <= 4000),
	CONSTRAINT "transaction_corrections_merchant_length" CHECK (length("transaction_corrections"."merchant_name") <= 200)
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "connection_id" uuid;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "mask" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "display_name" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "last_error_message" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "next_sync_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "failed_syncs" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "is_history_complete" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "source" text DEFAULT 'bank' NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "memo" text;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "source_merchant" text;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "source_category" text;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "is_category_doubtful" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "discretionary_probability" real;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "recurring_probability" real;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "impulse_probability" real;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "discretionary_reason" jsonb;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "impulse_reasons" jsonb;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "understood_by" text;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "split_of" uuid;--> statement-breakpoint
ALTER TABLE "transactions" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "file_layouts" ADD CONSTRAINT "file_layouts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_user_id_account_id_accounts_user_id_id_fk" FOREIGN KEY ("user_id","account_id") REFERENCES "public"."accounts"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_attempts" ADD CONSTRAINT "link_attempts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_attempts" ADD CONSTRAINT "link_attempts_user_id_connection_id_connections_user_id_id_fk" FOREIGN KEY ("user_id","connection_id") REFERENCES "public"."connections"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merchant_rules" ADD CONSTRAINT "merchant_rules_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "money_changes" ADD CONSTRAINT "money_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_words" ADD CONSTRAINT "recurring_words_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transaction_corrections" ADD CONSTRAINT "transaction_corrections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transaction_corrections" ADD CONSTRAINT "transaction_corrections_user_id_account_id_accounts_user_id_id_fk" FOREIGN KEY ("user_id","account_id") REFERENCES "public"."accounts"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_state" ON "imports" USING btree ("user_id","state");--> statement-breakpoint
CREATE INDEX "link_attempts_lookup" ON "link_attempts" USING btree ("lookup_hash");--> statement-breakpoint
CREATE INDEX "link_attempts_poll" ON "link_attempts" USING btree ("next_poll_at");--> statement-breakpoint
CREATE INDEX "money_changes_made" ON "money_changes" USING btree ("user_id","made_at");--> statement-breakpoint
CREATE INDEX "recurring_words_said" ON "recurring_words" USING btree ("user_id","said_at");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_connection_id_connections_user_id_id_fk" FOREIGN KEY ("user_id","connection_id") REFERENCES "public"."connections"("user_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connections_lookup" ON "connections" USING btree ("provider","external_id");--> statement-breakpoint
CREATE INDEX "connections_next_sync" ON "connections" USING btree ("next_sync_at");--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_failed_syncs" CHECK ("connections"."failed_syncs" >= 0);--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_last_error_message_length" CHECK (length("connections"."last_error_message") <= 500);--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_source" CHECK ("transactions"."source" in ('bank', 'file', 'hand', 'split'));--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_discretionary_probability" CHECK ("transactions"."discretionary_probability" between 0 and 1);--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_recurring_probability" CHECK ("transactions"."recurring_probability" between 0 and 1);--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_impulse_probability" CHECK ("transactions"."impulse_probability" between 0 and 1);