ALTER TABLE "rule_rests" DROP CONSTRAINT "rule_rests_user_id_rule_id_subject_reason_pk";--> statement-breakpoint
ALTER TABLE "quoted_nights" ALTER COLUMN "minutes" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "rule_rests" ALTER COLUMN "recommendation_id" SET DEFAULT '00000000-0000-0000-0000-000000000000';--> statement-breakpoint
UPDATE "rule_rests" SET "recommendation_id" = DEFAULT WHERE "recommendation_id" IS NULL;--> statement-breakpoint
ALTER TABLE "rule_rests" ALTER COLUMN "recommendation_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "rule_rests" ADD CONSTRAINT "rule_rests_user_id_rule_id_subject_reason_recommendation_id_pk" PRIMARY KEY("user_id","rule_id","subject","reason","recommendation_id");--> statement-breakpoint
ALTER TABLE "quoted_nights" ADD COLUMN "minutes_before" integer;--> statement-breakpoint
ALTER TABLE "rule_rests" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "quoted_nights" ADD CONSTRAINT "quoted_nights_before" CHECK ("quoted_nights"."minutes_before" between 0 and 1500);