CREATE TABLE "model_calls" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"template" text NOT NULL,
	"sent" text NOT NULL,
	"received" text,
	"outcome" text NOT NULL,
	CONSTRAINT "model_calls_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "model_calls_outcome" CHECK ("model_calls"."outcome" ~ '^[a-z][a-z_]*$')
);
--> statement-breakpoint
CREATE TABLE "parked_wishes" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"what" text NOT NULL,
	"amount" numeric,
	"currency" text NOT NULL,
	"parked_at" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	"asked_at" timestamp with time zone,
	"outcome" text,
	"closed_at" timestamp with time zone,
	CONSTRAINT "parked_wishes_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "parked_wishes_what" CHECK (length("parked_wishes"."what") between 1 and 200),
	CONSTRAINT "parked_wishes_amount" CHECK (abs("parked_wishes"."amount") < 1e12),
	CONSTRAINT "parked_wishes_currency" CHECK ("parked_wishes"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "parked_wishes_outcome" CHECK ("parked_wishes"."outcome" in ('bought', 'dropped')),
	CONSTRAINT "parked_wishes_closed" CHECK (("parked_wishes"."outcome" is null) = ("parked_wishes"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"words" text NOT NULL,
	"condition" jsonb NOT NULL,
	"offer" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"last_fired_on" date,
	CONSTRAINT "plans_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "plans_words" CHECK (length("plans"."words") between 1 and 1000),
	CONSTRAINT "plans_offer" CHECK (length("plans"."offer") between 1 and 1000),
	CONSTRAINT "plans_condition" CHECK (jsonb_typeof("plans"."condition") = 'object')
);
--> statement-breakpoint
CREATE TABLE "rule_rests" (
	"user_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"reason" text NOT NULL,
	"until" timestamp with time zone,
	"recommendation_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_rests_user_id_rule_id_subject_reason_pk" PRIMARY KEY("user_id","rule_id","subject","reason"),
	CONSTRAINT "rule_rests_reason" CHECK ("rule_rests"."reason" in ('not_now', 'not_helpful', 'normal', 'retired')),
	CONSTRAINT "rule_rests_subject" CHECK (length("rule_rests"."subject") <= 200)
);
--> statement-breakpoint
ALTER TABLE "decisions" DROP CONSTRAINT "decisions_reason";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "crisis_follow_up_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "subject" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "variant" text;--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "is_withheld" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "candidates" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parked_wishes" ADD CONSTRAINT "parked_wishes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_rests" ADD CONSTRAINT "rule_rests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_calls_time" ON "model_calls" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "parked_wishes_day" ON "parked_wishes" USING btree ("user_id","local_date");--> statement-breakpoint
CREATE INDEX "conversations_follow_up" ON "conversations" USING btree ("crisis_follow_up_at") WHERE "conversations"."crisis_follow_up_at" is not null;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_candidates" CHECK (jsonb_typeof("decisions"."candidates") = 'array');--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_reason" CHECK ("decisions"."reason" in ('quiet_hours', 'daily_cap', 'weekly_cap', 'paused', 'switched_off', 'backing_off', 'resting', 'looking_at_sample', 'unreachable', 'answered_already', 'in_conversation', 'not_asked_yet', 'makes_way', 'no_data', 'low_confidence', 'nothing_new', 'withheld', 'unlikely_to_help', 'missed', 'delivery_failed', 'failed'));