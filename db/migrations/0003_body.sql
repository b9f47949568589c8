CREATE TABLE "quoted_nights" (
	"user_id" uuid NOT NULL,
	"local_date" date NOT NULL,
	"minutes" integer NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "quoted_nights_user_id_local_date_pk" PRIMARY KEY("user_id","local_date"),
	CONSTRAINT "quoted_nights_minutes" CHECK ("quoted_nights"."minutes" between 0 and 1500)
);
--> statement-breakpoint
CREATE TABLE "upload_tokens" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "upload_tokens_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "upload_tokens_kind" CHECK ("upload_tokens"."kind" in ('file', 'posts')),
	CONSTRAINT "upload_tokens_hash" CHECK ("upload_tokens"."token_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "kind" text DEFAULT 'bank' NOT NULL;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "quiet_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "refresh_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "trouble_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user_settings" ADD COLUMN "source_order" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "quoted_nights" ADD CONSTRAINT "quoted_nights_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_tokens" ADD CONSTRAINT "upload_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "upload_tokens_lookup" ON "upload_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "connections_untold" ON "connections" USING btree ("user_id","id") WHERE "connections"."trouble_told_at" is null and "connections"."status" in ('needs_login', 'revoked', 'error');--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_kind" CHECK ("imports"."kind" in ('bank', 'body'));--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_source_order_object" CHECK (jsonb_typeof("user_settings"."source_order") = 'object');