'use client';

import { Button } from '@/app/_ui/button';
import { ActionForm } from '@/app/bench/_parts/action-form';
import { shownPath } from '@/app/bench/_parts/frame';
import type { BenchView } from '@/lib/bench/view';
import { useNow } from '../_live/live-chapter';
import { EditForm } from '../_parts/edit-form';
import { ShopLink } from '../_parts/shop-link';
import type { NextView } from '../view';

export const DEEDS = ['press', 'edit', 'visit', 'log-in'] as const;
export type Deed = (typeof DEEDS)[number];

type DeedsProps = {
  next: NextView;
  bench: BenchView;
  /** Their step is not the one on the slide: they are there to be pressed on the way to it. */
  hidden: boolean;
};

/** What can be done at the step that comes next: the same forms and links as on the chapter's page. */
export function Deeds({ next, bench, hidden }: DeedsProps) {
  const { exchanges, isBusy } = useNow();
  const { number, press, said, edit, visit, lure } = next;
  const isLogin = visit?.path === '/login';
  const isAtLogin = isLogin && shownPath(bench.url, exchanges) === new URL('login', bench.url).pathname;
  const hasButton = [press, said, edit, visit, lure].some((one) => one !== null);
  const isPressed = press === null || said !== null;
  const main: Deed = !isPressed ? 'press' : edit ? 'edit' : isAtLogin ? 'log-in' : 'visit';
  const marked = (deed: Deed) => ({ 'data-deed': deed, 'data-main': deed === main ? '' : undefined });
  return (
    <div className="deeds row" hidden={hidden}>
      {press && !said && (
        <div {...marked('press')}>
          <ActionForm does="press" fields={{ step: String(number) }}>
            <Button main disabled={isBusy}>
              {press}
            </Button>
          </ActionForm>
        </div>
      )}
      {edit && isPressed && (
        <div {...marked('edit')}>
          <EditForm edit={edit} main={main === 'edit'} />
        </div>
      )}
      {visit && (
        <div {...marked('visit')}>
          <ShopLink bench={bench} visit={visit} main={main === 'visit'} />
        </div>
      )}
      {isLogin && (
        <div {...marked('log-in')}>
          <LogIn bench={bench} main={main === 'log-in'} />
        </div>
      )}
      {lure && (
        <a className="btn" href={bench.mallory.base + lure.path} target="_blank" rel="noreferrer">
          {lure.label}
        </a>
      )}
      {!hasButton && <p>To be done in the shop.</p>}
    </div>
  );
}

/** Sends what the button of the shop's login page sends: for hands that hold a clicker, or are far from the mouse. */
function LogIn({ bench, main }: { bench: BenchView; main: boolean }) {
  const password = bench.users.find(({ username }) => username === 'ada')?.password ?? '';
  return (
    <form method="post" action={new URL('login', bench.url).href} target="shop">
      <input type="hidden" name="username" value="ada" />
      <input type="hidden" name="password" value={password} />
      <input type="hidden" name="next" value="/" />
      <Button main={main}>Log in as ada</Button>
    </form>
  );
}

const LOOK_MILLISECONDS = 50;
const LOOKS = 40;

/** Presses what is to be pressed next; where another press is still under way, as soon as that is over. */
export async function pressMain(): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const control = controlOf('main');
    if (control) return control.click();
    await new Promise((wait) => setTimeout(wait, LOOK_MILLISECONDS));
  }
}

/** The button or link of a deed, as long as it can be pressed. */
export function controlOf(deed: Deed | 'main'): HTMLElement | null {
  const place = deed === 'main' ? '[data-main]' : `[data-deed="${deed}"]`;
  return document.querySelector(`.deeds ${place} :is(a, button:enabled)`);
}
