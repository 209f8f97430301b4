import type { Arrival } from '@/lib/http/arrival';

/**
 * Which of several jars a request came from, as far as HTTP tells without cookies: a browser keeps one for each host.
 */
export const clientOf = ({ address, place, request }: Arrival) =>
  `${address} ${place && new URL(place.origin).hostname} ${request.headers['user-agent'] ?? ''}`;
