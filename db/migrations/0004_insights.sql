CREATE TABLE "insight_looks" (
	"user_id" uuid NOT NULL,
	"look_date" date NOT NULL,
	"from_date" date NOT NULL,
	"config_version" text NOT NULL,
	"results" jsonb NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "insight_looks_user_id_look_date_pk" PRIMARY KEY("user_id","look_date"),
	CONSTRAINT "insight_looks_window" CHECK ("insight_looks"."from_date" <= "insight_looks"."look_date"),
	CONSTRAINT "insight_looks_results" CHECK (jsonb_typeof("insight_looks"."results") = 'array')
);
--> statement-breakpoint
CREATE TABLE "signal_anomalies" (
	"user_id" uuid NOT NULL,
	"signal" text NOT NULL,
	"local_date" date NOT NULL,
	"value" double precision NOT NULL,
	"usual_low" double precision,
	"usual_high" double precision,
	"z" double precision NOT NULL,
	"config_version" text NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signal_anomalies_user_id_signal_local_date_pk" PRIMARY KEY("user_id","signal","local_date"),
	CONSTRAINT "signal_anomalies_signal" CHECK ("signal_anomalies"."signal" ~ '^[a-z][a-z_]*$'),
	CONSTRAINT "signal_anomalies_z" CHECK ("signal_anomalies"."z" between -1000 and 1000),
	CONSTRAINT "signal_anomalies_value" CHECK ("signal_anomalies"."value" between -1000000000000000 and 1000000000000000),
	CONSTRAINT "signal_anomalies_low" CHECK ("signal_anomalies"."usual_low" between -1000000000000000 and 1000000000000000),
	CONSTRAINT "signal_anomalies_high" CHECK ("signal_anomalies"."usual_high" between -1000000000000000 and 1000000000000000)
);
--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD COLUMN "subject" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD COLUMN "state" text NOT NULL;--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD COLUMN "established_on" date;--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD COLUMN "looked_on" date NOT NULL;--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD COLUMN "said_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "insight_looks" ADD CONSTRAINT "insight_looks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_anomalies" ADD CONSTRAINT "signal_anomalies_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD CONSTRAINT "correlation_insights_relation" UNIQUE("user_id","signal_type","subject");--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD CONSTRAINT "correlation_insights_state" CHECK ("correlation_insights"."state" in ('emerging', 'established', 'replicated', 'faded'));--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD CONSTRAINT "correlation_insights_type" CHECK ("correlation_insights"."signal_type" ~ '^[a-z][a-z_]*$');--> statement-breakpoint
ALTER TABLE "correlation_insights" ADD CONSTRAINT "correlation_insights_subject" CHECK (length("correlation_insights"."subject") <= 100);