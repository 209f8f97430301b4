/**
 * Cross-site request forgery: is it proven that this request was made by one of our own pages?
 *
 * Sec-Fetch-Site says so where browsers send it (only to trustworthy origins); else Origin must be ours. A request that
 * carries neither proves nothing. Where both are present both must agree.
 *
 * @param origin our own origin as the visitor's browser has it
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isProvenSameOrigin(headers: Headers, origin: string): boolean {
  const claimed = headers.get('origin');
  if (claimed !== null && claimed !== origin) return false;
  const site = headers.get('sec-fetch-site');
  if (site === null) return claimed === origin;
  // "none" is the visitor's own doing: an address typed, a bookmark, a reload.
  return site === 'same-origin' || site === 'none';
}
