CREATE TABLE "rule_aggregates" (
	"rule_id" text PRIMARY KEY NOT NULL,
	"rated" integer NOT NULL,
	"helpful" integer NOT NULL,
	"effects" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_aggregates_counts" CHECK ("rule_aggregates"."helpful" between 0 and "rule_aggregates"."rated"),
	CONSTRAINT "rule_aggregates_effects" CHECK (jsonb_typeof("rule_aggregates"."effects") = 'object')
);
--> statement-breakpoint
CREATE TABLE "rule_effects" (
	"user_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"outcome" text NOT NULL,
	"said_days" integer NOT NULL,
	"withheld_days" integer NOT NULL,
	"benefit" double precision NOT NULL,
	"error" double precision NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_effects_user_id_rule_id_outcome_pk" PRIMARY KEY("user_id","rule_id","outcome"),
	CONSTRAINT "rule_effects_outcome" CHECK ("rule_effects"."outcome" in ('mood', 'spending')),
	CONSTRAINT "rule_effects_said" CHECK ("rule_effects"."said_days" between 2 and 100000),
	CONSTRAINT "rule_effects_withheld" CHECK ("rule_effects"."withheld_days" between 2 and 100000),
	CONSTRAINT "rule_effects_benefit" CHECK ("rule_effects"."benefit" between -1000000 and 1000000),
	CONSTRAINT "rule_effects_error" CHECK ("rule_effects"."error" between 0 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "decisions" DROP CONSTRAINT "decisions_kind";--> statement-breakpoint
ALTER TABLE "decisions" DROP CONSTRAINT "decisions_reason";--> statement-breakpoint
ALTER TABLE "schedules" DROP CONSTRAINT "schedules_kind";--> statement-breakpoint
ALTER TABLE "recommendations" ADD COLUMN "slot" text DEFAULT 'morning' NOT NULL;--> statement-breakpoint
ALTER TABLE "rule_effects" ADD CONSTRAINT "rule_effects_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_slot" CHECK ("recommendations"."slot" in ('morning', 'evening'));--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_kind" CHECK ("decisions"."kind" in ('morning_nudge', 'evening_nudge', 'checkin_reminder', 'daily_scoring', 'weekly_summary', 'monthly_summary'));--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_reason" CHECK ("decisions"."reason" in ('quiet_hours', 'daily_cap', 'weekly_cap', 'paused', 'switched_off', 'backing_off', 'resting', 'looking_at_sample', 'unreachable', 'answered_already', 'in_conversation', 'not_asked_yet', 'makes_way', 'travelling', 'no_data', 'low_confidence', 'nothing_new', 'withheld', 'unlikely_to_help', 'missed', 'delivery_failed', 'failed'));--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_kind" CHECK ("schedules"."kind" in ('morning_nudge', 'evening_nudge', 'checkin_reminder', 'daily_scoring', 'weekly_summary', 'monthly_summary'));