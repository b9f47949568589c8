/** Stored mood for each face of the 1 to 7 scale people tap; index 0 is face 1. */
const MOOD_OF_FACE = [-5, -3, -2, 0, 2, 3, 5] as const;

/**
 * The stored mood (−5 to +5) of a tapped face.
 *
 * @param face whole number from 1 (awful) to 7 (wonderful)
 * @throws RangeError for any other number
 */
export function moodFromFace(face: number): number {
  const mood = MOOD_OF_FACE[face - 1];
  if (mood === undefined) throw new RangeError(`unknown face ${face}: expected a whole number from 1 to 7`);
  return mood;
}

/** The face (1 to 7) whose stored mood lies nearest; the lower face when two are equally near. */
export function faceFromMood(mood: number): number {
  let best = 0;
  for (let index = 1; index < MOOD_OF_FACE.length; index++) {
    const here = Math.abs((MOOD_OF_FACE[index] ?? 0) - mood);
    if (here < Math.abs((MOOD_OF_FACE[best] ?? 0) - mood)) best = index;
  }
  return best + 1;
}

/** The place of a stored mood on the scale of 1 to 7, between two faces where it lies between them. */
export function placeOnFaces(mood: number): number {
  const above = MOOD_OF_FACE.findIndex((value) => value >= mood);
  if (above === -1) return MOOD_OF_FACE.length;
  const [low = 0, high = 0] = [MOOD_OF_FACE[above - 1], MOOD_OF_FACE[above]];
  return above === 0 ? 1 : above + (mood - low) / (high - low);
}

/**
 * A mood stated on any scale, mapped linearly to the stored −5 to +5 and rounded to a whole number.
 *
 * Faces (1 to 7) go through {@link moodFromFace}, so that a typed `5/7` and a tapped 5 are the same.
 *
 * @throws RangeError when the value lies outside its scale
 */
export function moodFromScale(value: number, min: number, max: number): number {
  if (!(value >= min && value <= max && max > min)) {
    throw new RangeError(`mood ${value} does not fit its scale: expected ${min} to ${max}`);
  }
  if (min === 1 && max === 7 && Number.isInteger(value)) return moodFromFace(value);
  return Math.round(((value - min) / (max - min)) * 10 - 5) + 0;
}
