import { Button } from '@/app/_ui/button';
import { Check } from '@/app/_ui/check';
import type { BenchView } from '@/lib/bench/view';
import { ActionForm } from './action-form';
import { Fault } from './fault';
import { Told } from './told';

/** What happens to servers: restarts, new secrets, a second process, a sweep. */
export function Faults({ view: { policy, server } }: { view: BenchView }) {
  const isServer = policy.mechanism === 'server';
  const isSecond = server.servers === 2;
  return (
    <section className="part" aria-labelledby="bench-faults">
      <h3 id="bench-faults">Faults</h3>
      <div className="faults">
        <Fault fault="restart">Restart the server</Fault>
        <Fault fault="second-server" fields={{ on: String(!isSecond) }}>
          {isSecond ? 'Switch the second server off' : 'Start a second server'}
        </Fault>
        <Fault fault="sweep" disabled={!isServer}>
          Sweep the store of what is over
        </Fault>
        <ActionForm does="fault" fields={{ fault: 'rotate-secret' }} className="rotate">
          <Button disabled={server.secret === null}>Rotate the secret</Button>
          {server.secret !== null && <Check name="keepOld" value="true" label="keep the old one as fallback" />}
        </ActionForm>
      </div>
      {server.secret === null && <p className="small quiet">{whyNoSecret(policy.mechanism)}</p>}
      {!isServer && policy.mechanism !== 'none' && (
        <p className="small quiet">
          <Told text={`There is no store to sweep: with *${policy.mechanism}* the {browser} keeps the session.`} />
        </p>
      )}
    </section>
  );
}

function whyNoSecret(mechanism: BenchView['policy']['mechanism']) {
  const reason =
    mechanism === 'server'
      ? 'the id is looked up, not verified'
      : mechanism === 'plain'
        ? 'nothing is signed'
        : 'there is no session';
  return <Told text={`There is no secret to rotate: with *${mechanism}* ${reason}.`} />;
}
