import { openDatabase } from "../../../db/client.ts";
import { eventLog } from "../../../db/schema/coaching.ts";
import { users } from "../../../db/schema/people.ts";

// Writes rows for ever, single and in transactions of three, and says each one's id once it is acknowledged.
const [folder = ""] = process.argv.slice(2);
const { db } = await openDatabase({ folder });
const [person] = await db.insert(users).values({}).returning({ userId: users.id });
if (person === undefined) throw new Error("expected a person");
const event = (metadata: object) => ({ ...person, eventType: "something_happened", metadata });
for (let batch = 0; ; batch += 1) {
  const single = await db.insert(eventLog).values(event({})).returning({ id: eventLog.id });
  const three = await db.transaction(async (tx) => {
    const ofBatch = event({ batch });
    const first = await tx.insert(eventLog).values(ofBatch).returning({ id: eventLog.id });
    return [
      ...first,
      ...(await tx.insert(eventLog).values([ofBatch, ofBatch]).returning({ id: eventLog.id })),
    ];
  });
  console.log([...single, ...three].map(({ id }) => id).join(" "));
}
