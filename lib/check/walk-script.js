// What the pages of a check do by themselves: they ask, tell, and go on. The text of this file runs on every such page,
// and the page's policy knows it by its hash; the addresses stand in the page.

const { asks, tells, next, restored, onward } = document.body.dataset;

const TIME_LIMIT_MILLISECONDS = 3000;

// A page that was left before it had loaded would be replaced in the history, and Back would lead past it.
addEventListener('load', () => setTimeout(act, 50));
// Kept whole while the visitor was elsewhere, and shown again without asking the server.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && restored) location.assign(restored);
});

async function act() {
  const limit = AbortSignal.timeout(TIME_LIMIT_MILLISECONDS);
  if (asks) await fetch(asks, { mode: 'no-cors', credentials: 'include', signal: limit }).catch(() => {});
  if (tells) await fetch(tells, { ...(await told()), signal: limit }).catch(() => {});
  goOn();
}

/** What only a script can see. */
async function told() {
  const visible = document.cookie
    .split('; ')
    .map((pair) => pair.split('=', 1)[0])
    .filter((name) => /^(__Host-|__Secure-)?check-/.test(name));
  const cookie = await globalThis.cookieStore?.get('check-days').catch(() => null);
  const days = cookie?.expires ? Math.round((cookie.expires - Date.now()) / 86_400_000) : null;
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ visible: [...new Set(visible)], days }),
  };
}

function goOn() {
  const form = document.querySelector('form');
  if (form) return form.submit();
  if (next === 'back') {
    // Where there is no way back the walk goes on without it.
    setTimeout(() => location.assign(onward), TIME_LIMIT_MILLISECONDS);
    return history.back();
  }
  if (next === 'close') return close();
  if (next) location.assign(next);
}
