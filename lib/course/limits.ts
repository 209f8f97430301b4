/** A reader's own sentence has so many characters at most. */
export const MAX_SENTENCE = 1000;
