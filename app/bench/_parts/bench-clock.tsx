import { Button } from '@/app/_ui/button';
import type { ServerView } from '@/lib/bench/view';
import { duration } from '@/lib/wire/duration';
import { ActionForm } from './action-form';
import { dateAndTime, timeOfDay } from './utc';

const STEPS = [
  ['+1 min', 60],
  ['+15 min', 900],
  ['+1 h', 3600],
  ['+1 day', 86_400],
  ['+31 days', 2_678_400],
] as const;

/** The bench's own clock, by which its server decides what is over; it can be moved on, and stopped. */
export function BenchClock({ clock }: { clock: ServerView['clock'] }) {
  const { now, paused, aheadSeconds } = clock;
  const ahead = aheadSeconds > 0 ? `${duration(aheadSeconds)} ahead of the browser’s` : 'with the browser’s';
  return (
    <section className="part" aria-labelledby="bench-clock">
      <h3 id="bench-clock">Clock of this bench</h3>
      <div className="clock">
        <time dateTime={new Date(now).toISOString()}>
          {timeOfDay(now)}
          <small>
            {dateAndTime(now).split(',')[0]}, UTC;{' '}
            {paused ? 'stands still, and the browser’s runs on' : `runs, ${ahead}`}
          </small>
        </time>
        <ActionForm does="clock" fields={{ paused: String(!paused) }}>
          <Button>{paused ? 'Let it run' : 'Stop it'}</Button>
        </ActionForm>
      </div>
      <ActionForm does="clock" className="row tight">
        {STEPS.map(([label, seconds]) => (
          <Button key={seconds} name="advanceSeconds" value={seconds}>
            {label}
          </Button>
        ))}
      </ActionForm>
      <ActionForm does="clock" className="inline-field">
        <label htmlFor="advance-seconds">or by seconds</label>
        <input
          className="input"
          id="advance-seconds"
          name="advanceSeconds"
          type="number"
          min={1}
          max={315_360_000}
          step={1}
          required
        />
        <Button>Move on</Button>
      </ActionForm>
    </section>
  );
}
