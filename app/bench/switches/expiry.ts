import type { SessionPolicy } from '@/lib/shop/policy';
import { NEXT_LOGIN, NEXT_REQUEST, type Switch, seconds, YES_AND_NO, yesOrNo } from './switch';

/** Who stays logged in has an idle limit of their own. */
const hasIdleLimit = ({ idleSeconds, remember }: SessionPolicy) => idleSeconds !== null || remember;

export const expirySwitches: readonly Switch[] = [
  {
    name: 'idleSeconds',
    label: 'idle limit, in seconds',
    group: 'Expiry',
    from: NEXT_REQUEST,
    ...seconds(
      ({ idleSeconds }) => idleSeconds,
      (time, { rolling }) =>
        rolling
          ? `a session that nobody uses for ${time} is refused`
          : `a session is refused ${time} after it was last changed, however much it is used`,
      () => 'a session never ends for want of use',
    ),
  },
  {
    name: 'absoluteSeconds',
    label: 'absolute limit, in seconds',
    group: 'Expiry',
    from: NEXT_REQUEST,
    ...seconds(
      ({ absoluteSeconds }) => absoluteSeconds,
      (time) => `a session ends ${time} after it began, however much it is used`,
      (policy) => {
        if (!hasIdleLimit(policy)) return 'a session goes on for ever';
        return policy.rolling
          ? 'a session that is used before its idle limit is over goes on for ever'
          : 'a session that is changed before its idle limit is over goes on for ever';
      },
    ),
  },
  {
    name: 'rolling',
    label: 'every use prolongs it',
    group: 'Expiry',
    from: NEXT_REQUEST,
    control: { kind: 'choice', options: YES_AND_NO },
    clause: (policy) => {
      const what = policy.rolling ? 'every request starts' : 'only a change of the session starts';
      return hasIdleLimit(policy) ? `${what} the idle limit again` : `${what} an idle limit again, and there is none`;
    },
  },
  {
    name: 'remember',
    label: 'offers “stay logged in”',
    group: 'Expiry',
    from: NEXT_LOGIN,
    ...yesOrNo(
      ({ remember }) => remember,
      'for whoever ticks it the idle limit is 30 days, and the cookie is kept as long',
      'the form of the login offers no longer stay',
    ),
  },
];
