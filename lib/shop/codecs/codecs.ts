import type { Codec } from './codec';
import { encrypted } from './encrypted';
import { plain } from './plain';
import { signed } from './signed';

/** How each client-side mechanism writes and reads its cookie. */
export const codecs: Record<'plain' | 'signed' | 'encrypted', Codec> = { plain, signed, encrypted };
