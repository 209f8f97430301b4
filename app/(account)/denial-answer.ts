import type { Denial } from '@/lib/account/guards';
import type { Answer } from '@/lib/http/submission';

/** What a form answers to a visitor who may not send it; `page` is where the form stands. */
export function denialAnswer({ denied }: Denial, page: string): Answer {
  if (denied === 'login') return { to: `/login?next=${encodeURIComponent(page)}` };
  if (denied === 'unavailable') return { status: 503, because: denied, retryAfterSeconds: 10 };
  return { status: 403, because: denied };
}
