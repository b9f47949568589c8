import { expect, test } from "vitest";
import { crisisMatter } from "../../../coaching/understanding/crisis-matter.ts";

test.each([
  "I took a bunch of pills an hour ago",
  "i overdosed",
  "just swallowed a whole bottle of tylenol",
  "I just cut myself",
  "i slit my wrists and it won't stop bleeding",
  "im standing on the bridge and want to jump",
  "he hits me and i took all my pills",
])('given "%s", then it is about an act under way', (text) => {
  expect(crisisMatter(text)).toBe("act");
});

test.each([
  "my husband hits me and I'm scared to go home",
  "he's hurting me",
  "my partner hurts me",
  "i was raped",
  "I am in danger, he hits me",
])('given "%s", then it is about danger from somebody else', (text) => {
  expect(crisisMatter(text)).toBe("others");
});

test.each([
  "i want to kill myself",
  "thinking about taking all my pills",
  "i nearly took all my pills",
  "i overdosed last year and now i want to die",
  "he hits me and i want to kill myself",
  "my boyfriend beats me, i can't go on",
])('given "%s", then it is answered as any crisis', (text) => {
  expect(crisisMatter(text)).toBeNull();
});
