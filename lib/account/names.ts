/**
 * User names. One canonical form, and only ASCII letters, digits and `-_.` in it: where no look-alike can be written,
 * none can be registered.
 * @see RFC 8265 (PRECIS user names) and UTS 39 (confusables)
 */

const ALLOWED = /^[a-z0-9][a-z0-9._-]{1,31}$/;

/** Names that would be taken for the site's own voice. */
const RESERVED = new Set([
  'admin',
  'administrator',
  'root',
  'system',
  'session-lab',
  'sessionlab',
  'mallory',
  'support',
]);

/** NFKC, lower case, no space around: what the name is looked up and throttled by. Anything may come in. */
export function canonicalName(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().trim();
}

/**
 * What is wrong with a name typed at registration, as a key of the catalogue's `fields`; null when it may be had.
 * The characters are judged as typed: full-width letters are refused although their canonical form would pass.
 */
export function nameProblem(typed: string): 'usernameLength' | 'usernameCharacters' | 'usernameReserved' | null {
  const name = typed.trim().toLowerCase();
  if (name.length < 2 || name.length > 32) return 'usernameLength';
  if (!ALLOWED.test(name)) return 'usernameCharacters';
  if (RESERVED.has(name)) return 'usernameReserved';
  return null;
}

const DISPLAY_NAME_MAX_LENGTH = 60;
/** Controls, invisible and direction-changing characters: they make one name pass for another. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u;
/** Zero-width joiners shape Indic letters and join emoji; they stand between two of them. */
const JOINER_IN_WORD =
  /(?<=\p{M}|\p{L})[\u200C\u200D](?=\p{L})|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D(?=\p{Extended_Pictographic})/gu;
const COMBINING_FLOOD = /\p{M}{5,}/u;

/** What is wrong with the name shown to others; null when nothing is. */
export function displayNameProblem(typed: string): 'displayNameLength' | 'displayNameCharacters' | null {
  const name = typed.normalize('NFC').trim();
  if (name.length === 0 || [...name].length > DISPLAY_NAME_MAX_LENGTH) return 'displayNameLength';
  if (INVISIBLE.test(name.replace(JOINER_IN_WORD, '')) || COMBINING_FLOOD.test(name)) return 'displayNameCharacters';
  return null;
}
