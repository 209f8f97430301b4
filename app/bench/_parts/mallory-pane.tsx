import { Actor } from '@/app/_ui/glyphs';
import type { AttackName } from '@/lib/attacks/names';
import type { BenchView } from '@/lib/bench/view';
import type { Exchange } from '@/lib/wire/exchange';
import type { AttackStates, OfferedAttack } from '../attack-state';
import { browserTicket } from '../browser-ticket';
import { Attacks } from './attacks';
import { MallorysActs } from './mallorys-acts';
import { MallorysAnswer } from './mallorys-answer';
import { MallorysJar } from './mallorys-jar';
import { MallorysSite } from './mallorys-site';

type MalloryPaneProps = {
  view: BenchView;
  exchanges: Exchange[];
  attacks: OfferedAttack[];
  /** How far those have come that were begun here. */
  states: AttackStates;
  /** The one that was begun last. */
  latest?: AttackName | null;
  /** What the last thing done here has come to, in one sentence. */
  said?: string | undefined;
};

/** "You are now Mallory": her client, what it holds, whom the shop takes her for, and what she can try. */
export function MalloryPane({ view, exchanges, attacks, states, latest = null, said }: MalloryPaneProps) {
  const { mallory } = view.server;
  const theirs = browserTicket(view.server, exchanges);
  const last = exchanges.find(({ n }) => n === mallory.lastExchange);
  return (
    <>
      <div className="pane-h">
        <h2>
          <Actor name="mallory">Mallory</Actor>
        </h2>
        <span>you, with a client and a jar of her own</span>
      </div>
      <MallorysAnswer exchange={last} hasSent={mallory.lastExchange !== null} />
      <MallorysActs mallory={mallory} theirs={theirs} />
      <p className="happened" role="status">
        {said}
      </p>
      <MallorysJar mallory={mallory} theirs={theirs} />
      <Attacks benchId={view.id} attacks={attacks} states={states} latest={latest} />
      <MallorysSite site={view.mallory} elsewhere={view.address} />
    </>
  );
}
