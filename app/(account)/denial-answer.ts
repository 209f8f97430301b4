import type { Denial } from '@/lib/account/guards';
import type { Answer } from '@/lib/http/submission';

/** What a form answers to a visitor who may not send it; `page` is where the form stands. */
export function denialAnswer({ denied }: Denial, page: string): Answer {
  if (denied === 'login') return { to: `/login?next=${encodeURIComponent(page)}` };
  return { status: denied === 'unavailable' ? 503 : 403, because: denied };
}
