import Bowser from 'bowser';

/** "Chromium 156, Linux", as far as the User-Agent header tells; null when it tells nothing. A client may claim anything. */
export function browserName(userAgent: string): string | null {
  if (userAgent === '') return null;
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return userAgent.slice(0, 40);
  const version = browser.version?.split('.')[0];
  return [[browser.name, version].filter(Boolean).join(' '), os.name].filter(Boolean).join(', ');
}
