import { describe, expect, test } from "vitest";
import { seedReadings } from "../bot/questions/seed.ts";
import { testDatabase } from "../support/database.ts";
import { berlin, type DeviceChat, daysAgo, daysOf, deviceChat, THURSDAY } from "../support/device-chat.ts";

const { db } = await testDatabase();

/** Somebody whose Oura is connected: 7 h 05 m a night for forty nights, Monday's missing, and 5 h 40 m last night. */
async function connected(): Promise<DeviceChat> {
  const someone = await deviceChat(db);
  const { oura } = someone;
  const usual = {
    sleepMinutes: 425,
    sleepScore: 80,
    restingHeartRateBpm: 55,
    hrvMs: 50,
    steps: 8000,
    activityKcal: 400,
    stressLevel: 30,
  };
  for (const day of daysOf(daysAgo(40), daysAgo(1), usual)) oura.setDay(day);
  oura.setDay({
    date: THURSDAY,
    sleepMinutes: 340,
    sleepScore: 61,
    restingHeartRateBpm: 58,
    hrvMs: 41,
    steps: 1200,
  });
  oura.removeDay(daysAgo(3));
  await someone.connect("oura");
  return someone;
}

describe("/sleep", () => {
  test("then it is last night and the last seven against the usual, the gap by name, from which device and how fresh", async () => {
    const { chat } = await connected();
    // (5 × 425 + 340) / 6 = 410.8
    expect(await chat.say("/sleep")).toBe(
      "Last night: 5 h 40 m; your usual is 7 h 05 m. Your wearable's sleep score: 61; your usual is 80.\n" +
        "The last 7 nights: 6 h 51 m a night on average, 6 of 7 known. Missing is the night to Monday.\n" +
        "Lowest 5 h 40 m (Thursday 26 November), highest 7 h 05 m (Wednesday 25 November).\n" +
        "From Oura, last heard today at 10:01.",
    );
    expect(await chat.say("why?")).toBe(
      "Your usual is the middle of the 39 nights known in the 60 days before.\nBody: Oura.\nNewest: today.",
    );
    expect(await chat.say("which device is that from?")).toBe("Body: Oura.\nNewest: today.");
  });

  test("with words behind it, then it is the question that they make", async () => {
    const { chat } = await connected();
    expect(await chat.say("/sleep last week")).toContain("Monday 16 to Sunday 22 November");
    expect(await chat.say("how did I sleep this week?")).toContain("3 of 4 nights known");
    expect(await chat.say("/sleep purple")).toContain("Last night: 5 h 40 m");
  });

  test("given a device that has been silent, then the night is missing, with what to do about it", async () => {
    const { chat, clock } = await connected();
    clock.now = berlin("09:00", "2026-11-29");
    expect(await chat.say("/sleep")).toBe(
      "I can't tell: nothing has arrived yet for last night. The last I have: 5 h 40 m, the night to Thursday 26 November.\n" +
        // (425 + 425 + 340) / 3 = 396.7
        "The last 7 nights: 6 h 37 m a night on average, 3 of 7 known. Missing are the nights to Monday, Friday and Saturday.\n" +
        "Lowest 5 h 40 m (Thursday 26 November), highest 7 h 05 m (Wednesday 25 November).\n" +
        "From Oura, last heard Thursday 26 November at 10:01.\n" +
        "No night from Oura since Thursday 26 November: open the Oura app, since a night leaves the ring only then.",
    );
  });

  test("given a wearable that gives no score, then none is made up, and the length alone is rated as ours", async () => {
    const { chat, userId } = await deviceChat(db);
    const nights = daysOf(daysAgo(9), THURSDAY, {}).map(({ date }) => ({
      localDate: date,
      sleepDurationMinutes: 400,
    }));
    await seedReadings(db, userId, nights, "apple_health");
    // 100 · (1 − (1 − 400/480) / 0.5) = 66.7
    expect(await chat.say("/sleep")).toBe(
      "Last night: 6 h 40 m; your usual is 6 h 40 m.\n" +
        "Apple Health gives nights no score. By its length alone, against the 8 h you need, I make it 67 of 100.\n" +
        "The last 7 nights: 6 h 40 m a night on average, 7 of 7 known.\n" +
        "From Apple Health, a file whose newest day is today.",
    );
  });

  test("given too few nights for a mean, or none at all, then that is said", async () => {
    const { chat, userId } = await deviceChat(db);
    expect(await chat.say("/sleep")).toBe(
      "No wearable has told me of a night yet, so I can't say. /connect reads one.",
    );
    await seedReadings(db, userId, [{ localDate: THURSDAY, sleepDurationMinutes: 400, sleepScore: 70 }]);
    expect(await chat.say("/sleep")).toContain(
      "Of the last 7 nights I know 1, too few for a mean: I need 3.",
    );
  });
});

describe("/body", () => {
  test("then each signal stands against its own usual, HRV with its kind, days that go on as so far", async () => {
    const { chat } = await connected();
    // 55 minutes lack in each of 13 nights and 85 more in the last: 55 + 85 / (5.98 − 0.85³) = 70.8.
    expect(await chat.say("/body")).toBe(
      "Sleep debt, today: about 1 h 11 m a night short of the 8 h you need, over the 13 nights known of the last 14.\n" +
        "Resting heart rate, today: 58 bpm; your usual is 55 bpm.\n" +
        "HRV (RMSSD), today: 41 ms; your usual is 50 ms. Over the last 7 nights (6 known) it lies within your usual.\n" +
        "Steps, today so far: 1,200; a whole day is usually 8,000.\n" +
        "Active energy, yesterday, Wednesday 25 November: 400 kcal; your usual is 400 kcal.\n" +
        "Stress, yesterday, Wednesday 25 November: 30 of 100; your usual is 30 of 100. Over the last 7 days (6 known) it has neither risen nor fallen.\n" +
        "From Oura, last heard today at 10:01.",
    );
    expect(await chat.say("why?")).toContain("resting heart rate 39 days, HRV 39 days, steps 39 days");
  });

  test("given two devices, then each line says from which, and what changed lately is said with its day", async () => {
    const someone = await connected();
    const { chat, whoop } = someone;
    const said = { sleepMinutes: 400, restingHeartRateBpm: 61, hrvMs: 64 };
    for (const day of daysOf(daysAgo(9), THURSDAY, said)) whoop.setDay(day);
    await someone.connect("whoop");
    await chat.say("use my WHOOP for heart rate and HRV");
    expect(await chat.say("/body")).toBe(
      "Sleep debt, today: about 1 h 11 m a night short of the 8 h you need, over the 13 nights known of the last 14.\n" +
        "Resting heart rate, today: 61 bpm; your usual is 61 bpm. From WHOOP.\n" +
        "HRV (RMSSD), today: 64 ms; your usual is 64 ms. From WHOOP.\n" +
        "Steps, today so far: 1,200; a whole day is usually 8,000. From Oura.\n" +
        "Active energy, yesterday, Wednesday 25 November: 400 kcal; your usual is 400 kcal. From Oura.\n" +
        "Stress, yesterday, Wednesday 25 November: 30 of 100; your usual is 30 of 100. Over the last 7 days (6 known) it has neither risen nor fallen. From Oura.\n" +
        "From 17 November on I read your HRV and resting heart rate from WHOOP instead of Oura; your usual starts anew for HRV " +
        "and resting heart rate.\n" +
        "From Oura, last heard today at 10:01; WHOOP, last heard today at 10:02.",
    );
    expect(await chat.say("which device is that from?")).toBe(
      "I read sleep, steps, active energy and stress from Oura; HRV and resting heart rate from WHOOP.\n" +
        "/devices shows how fresh each is, and lets you prefer one.",
    );
  });

  test("given an answer about money before, then where that is from is its own receipt, and which device is still told", async () => {
    const { chat } = await connected();
    await chat.say("12 coffee");
    await chat.say("how much did I spend this week?");
    expect(await chat.say("where is that from?")).toContain("By hand");
    expect(await chat.say("which device do you use?")).toContain("from Oura");
  });

  test("given another device for active energy, then its usual is not that of the one before", async () => {
    const { chat, userId } = await deviceChat(db);
    const rows = (from: string, to: string, activityCalories: number) =>
      daysOf(from, to, {}).map(({ date }) => ({
        localDate: date,
        activityCalories,
        sleepDurationMinutes: 420,
      }));
    await seedReadings(db, userId, rows("2026-09-20", "2026-11-10", 900), "fitbit");
    await seedReadings(db, userId, rows("2026-11-11", daysAgo(1), 300), "oura");
    // Fitbit gives way once it has been silent for a week, on the 17th: nine days are known.
    expect(await chat.say("/body")).toContain(
      "Active energy, yesterday, Wednesday 25 November: 300 kcal; your usual is 300 kcal.",
    );
  });

  test("given what is weeks old, or nothing, then there is nothing to tell", async () => {
    const { chat, userId } = await deviceChat(db);
    await seedReadings(db, userId, [{ localDate: "2026-10-01", restingHeartRate: 55 }]);
    expect(await chat.say("/body")).toContain("in the last four weeks");
  });
});

describe("/body over a week", () => {
  test.each([
    ["rising", 3, "it has been rising."],
    ["falling", -3, "it has been falling."],
  ])(
    "given stress that has been %s by 3 points a day and HRV far from the usual, then both are said in words",
    async (_, step, said) => {
      const { chat, userId } = await deviceChat(db);
      const readings = daysOf(daysAgo(30), daysAgo(1), {}).map(({ date }, at) => ({
        localDate: date,
        stressLevel: 40 + (at < 22 ? 0 : step * (at - 22)),
        hrv: at < 24 ? 50 : 50 + 6 * step,
        hrvKind: "rmssd" as const,
      }));
      await seedReadings(db, userId, readings, "oura");
      const text = await chat.say("/body");
      expect(text).toContain(said);
      expect(text).toContain(
        step > 0
          ? "Over the last 7 nights (6 known) it lies above your usual."
          : "Over the last 7 nights (6 known) it lies below your usual.",
      );
    },
  );

  test("given nights alone, then what they lack is said, and with six of them that there is nothing", async () => {
    const { chat, userId } = await deviceChat(db);
    const nights = (days: number) =>
      daysOf(daysAgo(days), daysAgo(1), {}).map(({ date }) => ({
        localDate: date,
        sleepDurationMinutes: 420,
      }));
    await seedReadings(db, userId, nights(6), "oura");
    expect(await chat.say("/body")).toContain("No wearable has told me of your heart");
    await seedReadings(db, userId, nights(8).slice(0, 2), "oura");
    expect(await chat.say("/body")).toContain(
      "Sleep debt, today: about 1 h a night short of the 8 h you need, over the 8 nights known of the last 14.",
    );
  });
});
