import { z } from "zod";

/** Whose the data are, as answers and notifications name them; not the one of the sign-in. */
export const healthUserId = z.string().regex(/^[A-Za-z0-9-]{1,63}$/);

/** Any one permission is enough to be told. */
export const identity = z.looseObject({ healthUserId });
