import { NEXT_LOGIN, NEXT_REQUEST, type Switch, seconds, yesOrNo } from './switch';

export const expirySwitches: readonly Switch[] = [
  {
    name: 'idleSeconds',
    label: 'idle limit, in seconds',
    group: 'Expiry',
    from: NEXT_REQUEST,
    ...seconds(
      ({ idleSeconds }) => idleSeconds,
      (time) => `a session that nobody uses for ${time} is refused`,
      'a session never ends for want of use',
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
      'a session that is used goes on for ever',
    ),
  },
  {
    name: 'rolling',
    label: 'every use prolongs it',
    group: 'Expiry',
    from: NEXT_REQUEST,
    ...yesOrNo(
      ({ rolling }) => rolling,
      'every request starts the idle limit again',
      'only a change of the session starts the idle limit again',
    ),
  },
  {
    name: 'remember',
    label: 'offers “stay logged in”',
    group: 'Expiry',
    from: NEXT_LOGIN,
    ...yesOrNo(
      ({ remember }) => remember,
      'whoever ticks it stays logged in for 30 days, idle or not',
      'the form of the login offers no longer stay',
    ),
  },
];
