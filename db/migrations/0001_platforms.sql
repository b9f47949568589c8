CREATE TABLE "invites" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"made_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "invites_code_hash" CHECK ("invites"."code_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"identity_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"claimed_by" uuid,
	"claimed_identity" uuid,
	"claimed_at" timestamp with time zone,
	CONSTRAINT "link_codes_code_hash" CHECK ("link_codes"."code_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "link_codes_claim" CHECK (("link_codes"."claimed_by" is null) = ("link_codes"."claimed_identity" is null) and ("link_codes"."claimed_by" is null) = ("link_codes"."claimed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "slack_installations" (
	"enterprise_id" text NOT NULL,
	"team_id" text NOT NULL,
	"sealed" text NOT NULL,
	"installed_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_installations_enterprise_id_team_id_pk" PRIMARY KEY("enterprise_id","team_id"),
	CONSTRAINT "slack_installations_key" CHECK (length("slack_installations"."enterprise_id" || "slack_installations"."team_id") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "arrivals" (
	"platform" text NOT NULL,
	"event_id" text NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "arrivals_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event" jsonb NOT NULL,
	"claimed_until" timestamp with time zone NOT NULL,
	CONSTRAINT "arrivals_platform_event_id_pk" PRIMARY KEY("platform","event_id"),
	CONSTRAINT "arrivals_platform" CHECK ("arrivals"."platform" in ('telegram', 'slack', 'terminal')),
	CONSTRAINT "arrivals_event_id" CHECK (length("arrivals"."event_id") between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_user_id_identity_id_chat_identities_user_id_id_fk";
--> statement-breakpoint
ALTER TABLE "chat_identities" ADD COLUMN "home_shown_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "link_codes" ADD CONSTRAINT "link_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invites_expires" ON "invites" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "link_codes_hash" ON "link_codes" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "arrivals_claimed" ON "arrivals" USING btree ("claimed_until");--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_user_id_identity_id_chat_identities_user_id_id_fk" FOREIGN KEY ("user_id","identity_id") REFERENCES "public"."chat_identities"("user_id","id") ON DELETE cascade ON UPDATE cascade;