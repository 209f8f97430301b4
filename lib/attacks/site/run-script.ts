import { scriptHash } from '@/lib/http/script-hash';

/**
 * The script of a run's page: opens the victim's window on the click, and sends it where each order says. It knows
 * nothing of the attacks.
 */
export const RUN_SCRIPT = `(() => {
  const { base, attack } = document.currentScript.dataset;
  const button = document.getElementById('run');
  const line = document.getElementById('line');
  const blocked = document.getElementById('blocked');

  async function ask(path) {
    try {
      return await (await fetch(base + '/_run/' + attack + path, { method: 'POST' })).json();
    } catch {
      return { failed: 'The server does not answer.' };
    }
  }

  function closing(popup) {
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (!popup.closed) return;
        clearInterval(timer);
        resolve({ failed: 'The window was closed before the attack was through.' });
      }, 500);
    });
  }

  async function run(popup) {
    blocked.hidden = popup !== null;
    if (!popup) {
      line.textContent = 'This browser did not let the window open. Allow this site to open windows, or use the link.';
      return;
    }
    button.disabled = true;
    line.textContent = 'It runs …';
    const closed = closing(popup);
    let order = await ask('');
    const path = '/' + order.key;
    while (!order.failed && !order.done) {
      if (order.go) popup.location = order.go;
      order = await Promise.race([ask(path), closed]);
    }
    if (order.failed) ask(path + '/stop');
    popup.close();
    if (order.done) location.reload();
    line.textContent = order.failed ?? 'It is through.';
    button.disabled = false;
  }

  button.addEventListener('click', () => run(open(base + '/_window', 'victim', 'popup,width=560,height=680')));
  // The link opens the window by itself; a moment later it can be had by its name.
  blocked.addEventListener('click', () => setTimeout(() => run(open('', 'victim')), 300));
})();`;

export const runScriptHash = scriptHash(RUN_SCRIPT);

/** Sends a page's own trick as soon as it is open, as an attacker does who does not wait for a click. */
export const SEND_SCRIPT = `(document.forms[0] ?? document.querySelector('main a'))[document.forms[0] ? 'submit' : 'click']();`;

export const sendScriptHash = scriptHash(SEND_SCRIPT);
