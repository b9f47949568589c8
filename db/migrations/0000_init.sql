CREATE TABLE "chat_identities" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"platform_user_id" text NOT NULL,
	"chat_id" text NOT NULL,
	"sample_user_id" uuid,
	"unreachable_since" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_identities_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "chat_identities_platform_user" UNIQUE("platform","platform_user_id"),
	CONSTRAINT "chat_identities_platform" CHECK ("chat_identities"."platform" in ('telegram', 'slack', 'terminal')),
	CONSTRAINT "chat_identities_platform_user_id" CHECK (length("chat_identities"."platform_user_id") between 1 and 255),
	CONSTRAINT "chat_identities_chat_id" CHECK (length("chat_identities"."chat_id") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"flow" text,
	"state" jsonb,
	"memory" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"crisis_until" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_state_flow" CHECK (("conversations"."flow" is null) = ("conversations"."state" is null)),
	CONSTRAINT "conversations_revision" CHECK ("conversations"."revision" >= 0)
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"user_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_user_id_platform_event_id_pk" PRIMARY KEY("user_id","platform","event_id"),
	CONSTRAINT "inbox_platform" CHECK ("inbox"."platform" in ('telegram', 'slack', 'terminal')),
	CONSTRAINT "inbox_event_id" CHECK (length("inbox"."event_id") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"identity_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"message" jsonb NOT NULL,
	"message_key" text,
	"status" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"local_date" date,
	"expires_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"platform_message_id" text,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "outbox_dedupe" UNIQUE("user_id","dedupe_key"),
	CONSTRAINT "outbox_status" CHECK ("outbox"."status" in ('waiting', 'sent', 'failed', 'unconfirmed')),
	CONSTRAINT "outbox_attempts" CHECK ("outbox"."attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "correlation_insights" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"detected_at" timestamp with time zone NOT NULL,
	"signal_type" text NOT NULL,
	"correlation_strength" double precision,
	"description" text NOT NULL,
	"supporting_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "correlation_insights_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "correlation_insights_strength" CHECK ("correlation_insights"."correlation_strength" between -1 and 1)
);
--> statement-breakpoint
CREATE TABLE "daily_balance_scores" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"date" date NOT NULL,
	"energy_score" integer,
	"mood_score" integer,
	"financial_score" integer,
	"composite_score" integer,
	"insights_generated" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"money_at_hand" numeric,
	"money_at_hand_currency" text,
	"config_version" text NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "daily_balance_scores_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "daily_balance_scores_day" UNIQUE("user_id","date"),
	CONSTRAINT "daily_balance_scores_energy" CHECK ("daily_balance_scores"."energy_score" between 0 and 100),
	CONSTRAINT "daily_balance_scores_mood" CHECK ("daily_balance_scores"."mood_score" between 0 and 100),
	CONSTRAINT "daily_balance_scores_financial" CHECK ("daily_balance_scores"."financial_score" between 0 and 100),
	CONSTRAINT "daily_balance_scores_composite" CHECK ("daily_balance_scores"."composite_score" between 0 and 100),
	CONSTRAINT "daily_balance_scores_insights" CHECK (jsonb_typeof("daily_balance_scores"."insights_generated") = 'array'),
	CONSTRAINT "daily_balance_scores_money" CHECK (abs("daily_balance_scores"."money_at_hand") < 1e12),
	CONSTRAINT "daily_balance_scores_currency" CHECK ("daily_balance_scores"."money_at_hand_currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "daily_balance_scores_money_both" CHECK (("daily_balance_scores"."money_at_hand" is null) = ("daily_balance_scores"."money_at_hand_currency" is null))
);
--> statement-breakpoint
CREATE TABLE "event_log" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"timestamp" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_log_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "event_log_type" CHECK ("event_log"."event_type" ~ '^[a-z][a-z_]*$')
);
--> statement-breakpoint
CREATE TABLE "monthly_summary" (
	"user_id" uuid NOT NULL,
	"avg_energy_score" double precision,
	"avg_financial_score" double precision,
	"avg_mood_score" double precision,
	"total_spending" numeric,
	"discretionary_spending" numeric,
	"insights" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"month_start_date" date NOT NULL,
	CONSTRAINT "monthly_summary_user_id_month_start_date_pk" PRIMARY KEY("user_id","month_start_date"),
	CONSTRAINT "monthly_summary_first" CHECK (extract(day from "monthly_summary"."month_start_date") = 1),
	CONSTRAINT "monthly_summary_energy" CHECK ("monthly_summary"."avg_energy_score" between 0 and 100),
	CONSTRAINT "monthly_summary_financial" CHECK ("monthly_summary"."avg_financial_score" between 0 and 100),
	CONSTRAINT "monthly_summary_mood" CHECK ("monthly_summary"."avg_mood_score" between 0 and 100),
	CONSTRAINT "monthly_summary_total" CHECK (abs("monthly_summary"."total_spending") < 'infinity'::numeric),
	CONSTRAINT "monthly_summary_discretionary" CHECK (abs("monthly_summary"."discretionary_spending") < 'infinity'::numeric),
	CONSTRAINT "monthly_summary_insights" CHECK (jsonb_typeof("monthly_summary"."insights") = 'array')
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"timestamp" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	"rule_id" text NOT NULL,
	"type" text NOT NULL,
	"message" text NOT NULL,
	"risk_level" text NOT NULL,
	"trigger_source" text NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"user_feedback" text,
	"feedback_at" timestamp with time zone,
	CONSTRAINT "recommendations_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "recommendations_rule_day" UNIQUE("user_id","local_date","rule_id"),
	CONSTRAINT "recommendations_type" CHECK ("recommendations"."type" in ('financial', 'energy', 'mood', 'combined')),
	CONSTRAINT "recommendations_risk" CHECK ("recommendations"."risk_level" in ('low', 'medium', 'high')),
	CONSTRAINT "recommendations_feedback" CHECK ("recommendations"."user_feedback" in ('helpful', 'not_helpful')),
	CONSTRAINT "recommendations_trigger" CHECK ("recommendations"."trigger_source" ~ '^[a-z][a-z_]*$')
);
--> statement-breakpoint
CREATE TABLE "weekly_summary" (
	"user_id" uuid NOT NULL,
	"avg_energy_score" double precision,
	"avg_financial_score" double precision,
	"avg_mood_score" double precision,
	"total_spending" numeric,
	"discretionary_spending" numeric,
	"insights" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"week_start_date" date NOT NULL,
	CONSTRAINT "weekly_summary_user_id_week_start_date_pk" PRIMARY KEY("user_id","week_start_date"),
	CONSTRAINT "weekly_summary_monday" CHECK (extract(isodow from "weekly_summary"."week_start_date") = 1),
	CONSTRAINT "weekly_summary_energy" CHECK ("weekly_summary"."avg_energy_score" between 0 and 100),
	CONSTRAINT "weekly_summary_financial" CHECK ("weekly_summary"."avg_financial_score" between 0 and 100),
	CONSTRAINT "weekly_summary_mood" CHECK ("weekly_summary"."avg_mood_score" between 0 and 100),
	CONSTRAINT "weekly_summary_total" CHECK (abs("weekly_summary"."total_spending") < 'infinity'::numeric),
	CONSTRAINT "weekly_summary_discretionary" CHECK (abs("weekly_summary"."discretionary_spending") < 'infinity'::numeric),
	CONSTRAINT "weekly_summary_insights" CHECK (jsonb_typeof("weekly_summary"."insights") = 'array')
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"local_date" date NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"snoozed_until" timestamp with time zone,
	"outcome" text NOT NULL,
	"reason" text,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decisions_user_id_kind_local_date_pk" PRIMARY KEY("user_id","kind","local_date"),
	CONSTRAINT "decisions_kind" CHECK ("decisions"."kind" in ('morning_nudge', 'checkin_reminder', 'daily_scoring', 'weekly_summary', 'monthly_summary')),
	CONSTRAINT "decisions_outcome" CHECK ("decisions"."outcome" in ('waiting', 'sent', 'held', 'unconfirmed', 'snoozed')),
	CONSTRAINT "decisions_reason" CHECK ("decisions"."reason" in ('quiet_hours', 'daily_cap', 'weekly_cap', 'paused', 'switched_off', 'backing_off', 'resting', 'looking_at_sample', 'unreachable', 'answered_already', 'in_conversation', 'not_asked_yet', 'makes_way', 'no_data', 'low_confidence', 'nothing_new', 'missed', 'delivery_failed', 'failed')),
	CONSTRAINT "decisions_reason_held" CHECK (("decisions"."outcome" = 'held') = ("decisions"."reason" is not null)),
	CONSTRAINT "decisions_snoozed" CHECK ("decisions"."outcome" <> 'snoozed' or "decisions"."snoozed_until" is not null)
);
--> statement-breakpoint
CREATE TABLE "dirty_days" (
	"user_id" uuid NOT NULL,
	"date" date NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	"queued_at" timestamp with time zone,
	CONSTRAINT "dirty_days_user_id_date_pk" PRIMARY KEY("user_id","date")
);
--> statement-breakpoint
CREATE TABLE "platform_senders" (
	"platform" text PRIMARY KEY NOT NULL,
	"holder" uuid NOT NULL,
	"leased_until" timestamp with time zone NOT NULL,
	"paused_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"local_minute" integer NOT NULL,
	"timezone" text NOT NULL,
	"next_local_date" date NOT NULL,
	"next_run_at" timestamp with time zone NOT NULL,
	"last_local_date" date,
	"last_run_at" timestamp with time zone,
	"enabled" boolean DEFAULT true NOT NULL,
	CONSTRAINT "schedules_user_id_kind_pk" PRIMARY KEY("user_id","kind"),
	CONSTRAINT "schedules_kind" CHECK ("schedules"."kind" in ('morning_nudge', 'checkin_reminder', 'daily_scoring', 'weekly_summary', 'monthly_summary')),
	CONSTRAINT "schedules_minute" CHECK ("schedules"."local_minute" between 0 and 1439),
	CONSTRAINT "schedules_last_both" CHECK (("schedules"."last_local_date" is null) = ("schedules"."last_run_at" is null))
);
--> statement-breakpoint
CREATE TABLE "biometric_readings" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"source" text NOT NULL,
	"timestamp" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	"sleep_score" integer,
	"sleep_duration_minutes" integer,
	"resting_heart_rate" double precision,
	"hrv" double precision,
	"hrv_kind" text,
	"steps" integer,
	"activity_calories" integer,
	"stress_level" integer,
	"raw_payload" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "biometric_readings_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "biometric_readings_day" UNIQUE("user_id","source","local_date"),
	CONSTRAINT "biometric_readings_sleep_score" CHECK ("biometric_readings"."sleep_score" between 0 and 100),
	CONSTRAINT "biometric_readings_sleep_minutes" CHECK ("biometric_readings"."sleep_duration_minutes" between 0 and 1500),
	CONSTRAINT "biometric_readings_heart_rate" CHECK ("biometric_readings"."resting_heart_rate" between 1 and 300),
	CONSTRAINT "biometric_readings_hrv" CHECK ("biometric_readings"."hrv" between 0 and 1000),
	CONSTRAINT "biometric_readings_hrv_kind" CHECK ("biometric_readings"."hrv_kind" in ('rmssd', 'sdnn')),
	CONSTRAINT "biometric_readings_steps" CHECK ("biometric_readings"."steps" between 0 and 500000),
	CONSTRAINT "biometric_readings_calories" CHECK ("biometric_readings"."activity_calories" between 0 and 30000),
	CONSTRAINT "biometric_readings_stress" CHECK ("biometric_readings"."stress_level" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "mood_entries" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"timestamp" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	"mood_score" integer,
	"emotion_tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notes" text,
	"energy_level_self_reported" integer,
	"context_tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mood_entries_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "mood_entries_mood" CHECK ("mood_entries"."mood_score" between -5 and 5),
	CONSTRAINT "mood_entries_energy" CHECK ("mood_entries"."energy_level_self_reported" between 0 and 100),
	CONSTRAINT "mood_entries_emotion_list" CHECK (jsonb_typeof("mood_entries"."emotion_tags") = 'array'),
	CONSTRAINT "mood_entries_context_list" CHECK (jsonb_typeof("mood_entries"."context_tags") = 'array'),
	CONSTRAINT "mood_entries_notes_length" CHECK (length("mood_entries"."notes") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"external_account_id" text NOT NULL,
	"account_name" text NOT NULL,
	"account_type" text NOT NULL,
	"currency" text NOT NULL,
	"balance" numeric,
	"balance_at" timestamp with time zone,
	"synced_through" date,
	"synced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "accounts_external" UNIQUE("user_id","provider","external_account_id"),
	CONSTRAINT "accounts_type" CHECK ("accounts"."account_type" in ('checking', 'savings', 'credit_card', 'loan', 'investment', 'cash', 'other')),
	CONSTRAINT "accounts_currency" CHECK ("accounts"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "accounts_external_account_id" CHECK (length("accounts"."external_account_id") between 1 and 255),
	CONSTRAINT "accounts_balance" CHECK (abs("accounts"."balance") < 1e12)
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"credentials_sealed" text,
	"sync_cursor" text,
	"status" text DEFAULT 'active' NOT NULL,
	"last_error_code" text,
	"last_synced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "connections_external" UNIQUE("user_id","provider","external_id"),
	CONSTRAINT "connections_external_id" CHECK (length("connections"."external_id") between 1 and 255),
	CONSTRAINT "connections_kind" CHECK ("connections"."kind" in ('bank', 'wearable')),
	CONSTRAINT "connections_status" CHECK ("connections"."status" in ('active', 'needs_login', 'error', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "transactions" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"timestamp" timestamp with time zone NOT NULL,
	"local_date" date NOT NULL,
	"time_known" boolean DEFAULT false NOT NULL,
	"merchant_name" text,
	"raw_name" text,
	"amount" numeric NOT NULL,
	"currency" text NOT NULL,
	"pending" boolean DEFAULT false NOT NULL,
	"category" text,
	"subcategory" text,
	"is_discretionary" boolean,
	"is_recurring" boolean,
	"notes" text,
	"raw_payload" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transactions_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "transactions_external" UNIQUE("user_id","account_id","external_id"),
	CONSTRAINT "transactions_external_id" CHECK (length("transactions"."external_id") between 1 and 255),
	CONSTRAINT "transactions_amount" CHECK (abs("transactions"."amount") < 1e12),
	CONSTRAINT "transactions_currency" CHECK ("transactions"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "transactions_notes_length" CHECK (length("transactions"."notes") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "user_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"goals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notification_preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"biometric_integrations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"financial_integrations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mood_reminder_time" time,
	"sleep_need_minutes" integer DEFAULT 480 NOT NULL,
	"weekly_budget" numeric,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_settings_goals_list" CHECK (jsonb_typeof("user_settings"."goals") = 'array'),
	CONSTRAINT "user_settings_notifications_object" CHECK (jsonb_typeof("user_settings"."notification_preferences") = 'object'),
	CONSTRAINT "user_settings_biometric_list" CHECK (jsonb_typeof("user_settings"."biometric_integrations") = 'array'),
	CONSTRAINT "user_settings_financial_list" CHECK (jsonb_typeof("user_settings"."financial_integrations") = 'array'),
	CONSTRAINT "user_settings_sleep_need" CHECK ("user_settings"."sleep_need_minutes" between 360 and 600),
	CONSTRAINT "user_settings_weekly_budget" CHECK ("user_settings"."weekly_budget" > 0 and "user_settings"."weekly_budget" < 1e12)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text,
	"password_hash" text,
	"name" text,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"sample_of" uuid,
	"sample_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_currency_code" CHECK ("users"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "users_timezone_length" CHECK (length("users"."timezone") between 1 and 64),
	CONSTRAINT "users_name_length" CHECK (length("users"."name") <= 200),
	CONSTRAINT "users_sample_both" CHECK (("users"."sample_of" is null) = ("users"."sample_name" is null))
);
--> statement-breakpoint
ALTER TABLE "chat_identities" ADD CONSTRAINT "chat_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_identities" ADD CONSTRAINT "chat_identities_sample_user_id_users_id_fk" FOREIGN KEY ("sample_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_user_id_identity_id_chat_identities_user_id_id_fk" FOREIGN KEY ("user_id","identity_id") REFERENCES "public"."chat_identities"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD CONSTRAINT "correlation_insights_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_balance_scores" ADD CONSTRAINT "daily_balance_scores_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_log" ADD CONSTRAINT "event_log_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monthly_summary" ADD CONSTRAINT "monthly_summary_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_summary" ADD CONSTRAINT "weekly_summary_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dirty_days" ADD CONSTRAINT "dirty_days_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "biometric_readings" ADD CONSTRAINT "biometric_readings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mood_entries" ADD CONSTRAINT "mood_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_user_id_account_id_accounts_user_id_id_fk" FOREIGN KEY ("user_id","account_id") REFERENCES "public"."accounts"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_sample_of_users_id_fk" FOREIGN KEY ("sample_of") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbox_received" ON "inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("identity_id","sequence") WHERE "outbox"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_replies_due" ON "outbox" USING btree ("due_at","sequence") WHERE "outbox"."status" = 'waiting' and "outbox"."kind" = 'reply';--> statement-breakpoint
CREATE INDEX "outbox_unasked_due" ON "outbox" USING btree ("due_at","sequence") WHERE "outbox"."status" = 'waiting' and "outbox"."kind" <> 'reply';--> statement-breakpoint
CREATE INDEX "outbox_message_key" ON "outbox" USING btree ("user_id","message_key");--> statement-breakpoint
CREATE INDEX "correlation_insights_time" ON "correlation_insights" USING btree ("user_id","detected_at");--> statement-breakpoint
CREATE INDEX "event_log_time" ON "event_log" USING btree ("user_id","timestamp");--> statement-breakpoint
CREATE INDEX "recommendations_time" ON "recommendations" USING btree ("user_id","timestamp");--> statement-breakpoint
CREATE INDEX "decisions_day" ON "decisions" USING btree ("user_id","local_date");--> statement-breakpoint
CREATE INDEX "dirty_days_waiting" ON "dirty_days" USING btree ("marked_at") WHERE "dirty_days"."queued_at" is null;--> statement-breakpoint
CREATE INDEX "schedules_due" ON "schedules" USING btree ("next_run_at") WHERE "schedules"."enabled";--> statement-breakpoint
CREATE INDEX "biometric_readings_time" ON "biometric_readings" USING btree ("user_id","timestamp");--> statement-breakpoint
CREATE INDEX "biometric_readings_local_date" ON "biometric_readings" USING btree ("user_id","local_date");--> statement-breakpoint
CREATE INDEX "mood_entries_time" ON "mood_entries" USING btree ("user_id","timestamp");--> statement-breakpoint
CREATE INDEX "mood_entries_local_date" ON "mood_entries" USING btree ("user_id","local_date");--> statement-breakpoint
CREATE INDEX "transactions_time" ON "transactions" USING btree ("user_id","timestamp");--> statement-breakpoint
CREATE INDEX "transactions_local_date" ON "transactions" USING btree ("user_id","local_date");--> statement-breakpoint
CREATE INDEX "transactions_category" ON "transactions" USING btree ("user_id","category");--> statement-breakpoint
CREATE INDEX "users_sample_of" ON "users" USING btree ("sample_of");