import { createHash } from 'node:crypto';
import type { World } from './world';

/**
 * What a session is bound to when somebody logs in, where the policy binds it. OWASP advises binding to notice theft,
 * not to prevent it: behind one router all have one address, and a header can be copied.
 *
 * @returns the client's address, or the beginning of its User-Agent's SHA-256; null where nothing is bound
 */
export function bindingOf(request: Request, { policy, peer }: World): string | null {
  if (policy.binding === 'none') return null;
  if (policy.binding === 'address') return peer;
  const userAgent = request.headers.get('user-agent') ?? '';
  return createHash('sha256').update(userAgent).digest('hex').slice(0, 16);
}
