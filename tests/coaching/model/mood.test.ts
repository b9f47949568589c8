import { expect, test } from "vitest";
import { faceFromMood, moodFromFace, moodFromScale, placeOnFaces } from "../../../coaching/model/mood.ts";

test("given the seven faces, then they are stored as -5 -3 -2 0 2 3 5 and come back as they were", () => {
  const faces = [1, 2, 3, 4, 5, 6, 7];
  expect(faces.map(moodFromFace)).toEqual([-5, -3, -2, 0, 2, 3, 5]);
  expect(faces.map((face) => faceFromMood(moodFromFace(face)))).toEqual(faces);
});

test.each([0, 8, 3.5, -1, Number.NaN, Number.POSITIVE_INFINITY])(
  "given face %d, then it is refused",
  (face) => {
    expect(() => moodFromFace(face)).toThrow(RangeError);
  },
);

test("given moods between faces, then the nearest face is shown, the lower one of two", () => {
  // −4 lies between −5 and −3, 1 between 0 and 2, 4 between 3 and 5.
  expect([-4, -1, 1, 4].map(faceFromMood)).toEqual([1, 3, 4, 6]);
  expect([-4.9, -2.6, 0.4, 2.6, 4.2].map(faceFromMood)).toEqual([1, 2, 4, 6, 7]);
});

test.each([
  [5, 1, 7, 2],
  [4, 1, 7, 0],
  [8, 0, 10, 3],
  [1, 1, 10, -5],
  [10, 1, 10, 5],
  [60, 0, 100, 1],
  [-5, -5, 5, -5],
  [3, 1, 5, 0],
  // (5.5 − 1)/6·10 − 5 = 2.5, rounded up
  [5.5, 1, 7, 3],
])("given %d on a scale of %d to %d, then the mood is %i", (value, min, max, mood) => {
  expect(moodFromScale(value, min, max)).toBe(mood);
});

test.each([
  [11, 0, 10],
  [0, 1, 7],
  [Number.NaN, 0, 10],
  [3, 5, 5],
  [3, 7, 1],
])("given %d on a scale of %d to %d, then it is refused", (value, min, max) => {
  expect(() => moodFromScale(value, min, max)).toThrow("expected");
});

test("given moods as stored, then faces stand at their own place and what lies between them between", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((face) => placeOnFaces(moodFromFace(face)))).toEqual([
    1, 2, 3, 4, 5, 6, 7,
  ]);
  // −4 lies halfway from −5 to −3, −0.5 three quarters of the way from −2 to 0.
  expect([-4, -0.5, 1].map(placeOnFaces)).toEqual([1.5, 3.75, 4.5]);
});
