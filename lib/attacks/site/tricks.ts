import type { Bench } from '@/lib/bench/bench';
import type { ShopAddress } from '@/lib/http/origins';

/** What a page of Mallory's makes a visitor's browser do: real requests to the shop, none of which needs a script. */
export const TRICK_NAMES = ['form', 'link', 'picture', 'login', 'wrong-login', 'logout'] as const;
export type TrickName = (typeof TRICK_NAMES)[number];

export interface Trick {
  name: TrickName;
  /** What the visitor is told: on a button, a link, or beside a picture. */
  bait: string;
  /** What it does, and what to watch on the wire, each in one sentence. */
  does: string;
  watch: string;
  /** How the browser is made to ask. */
  by: 'form' | 'link' | 'picture';
  /** The address at the shop; of a form, its fields besides. */
  address: string;
  fields: Record<string, string>;
}

export const isTrick = (name: string): name is TrickName => TRICK_NAMES.some((other) => other === name);

export function trickOf(name: TrickName, bench: Bench, { origin, base }: ShopAddress): Trick {
  const shop = origin + base;
  const change = (by: Trick['by'], email: string) => {
    const fields: Record<string, string> = { email };
    if (by === 'form') return { name, by, address: `${shop}/email`, fields };
    return { name, by, address: `${shop}/email?${new URLSearchParams(fields)}`, fields: {} };
  };
  const login = (password: string) => ({
    name,
    by: 'form' as const,
    address: `${shop}/login`,
    fields: { username: 'mallory', password },
  });
  switch (name) {
    case 'form':
      return {
        ...change('form', 'by-form@mallory.example'),
        bait: 'Claim your tin of tea',
        does: 'Sends a form to the shop that changes your e-mail address there to Mallory’s.',
        watch: 'whether your cookie came along with the POST, and what its Origin says.',
      };
    case 'link':
      return {
        ...change('link', 'by-link@mallory.example'),
        bait: 'See the winners of last week',
        does: 'Asks for the same change by a mere link, so by GET.',
        watch: 'SameSite=Lax lets the cookie come along; a shop that changes nothing by GET is safe all the same.',
      };
    case 'picture':
      return {
        ...change('picture', 'by-picture@mallory.example'),
        bait: 'Look at the tin',
        does: 'Shows a picture whose address is the change of e-mail: the browser asks for it without a click.',
        watch: 'whether this browser sends cookies with pictures of other sites: many no longer do.',
      };
    case 'login':
      return {
        ...login(bench.users.find('mallory')?.password ?? ''),
        bait: 'Sign in to the draw',
        does: 'Logs you in to the shop as Mallory, with her own password. Whatever you enter from then on is hers to read.',
        watch: 'the POST needs no cookie, so SameSite does not stop it; the shop’s answer sets one.',
      };
    case 'wrong-login':
      return {
        ...login('not-her-password'),
        bait: 'Sign in to the draw',
        does: 'The same form with a wrong password.',
        watch: 'the shop refuses it, and sets nothing that anybody is logged in by.',
      };
    case 'logout':
      return {
        name,
        by: 'link',
        address: `${shop}/logout`,
        fields: {},
        bait: 'Next draw',
        does: 'Logs you out, where the shop lets a mere link do that.',
        watch: '405, or a cookie that is forgotten.',
      };
  }
}
