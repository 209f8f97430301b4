import type { ServerPolicy } from '@/lib/shop/policy';
import { choice, NEXT_REQUEST, ofServer, SERVER, type Switch, yesOrNo } from './switch';

export const idSwitches: readonly Switch[] = [
  {
    name: 'carrier',
    label: 'the id travels in',
    group: 'The id',
    from: NEXT_REQUEST,
    only: SERVER,
    meaningless: 'only the id of a server-side session can travel in the URL',
    ...choice<ServerPolicy['carrier']>(
      {
        cookie: 'the id travels in a cookie, where the address does not show it',
        url: 'the id stands in every address: in the history, in links that are passed on, in the Referer',
      },
      ofServer(({ carrier }) => carrier, 'cookie'),
      { cookie: 'a cookie', url: 'the URL' },
    ),
  },
  {
    name: 'idGenerator',
    label: 'ids are',
    group: 'The id',
    from: 'the next new session',
    only: SERVER,
    meaningless: 'there is no id to generate',
    ...choice<ServerPolicy['idGenerator']>(
      {
        counter: 'ids are counted up: one’s neighbour is one more',
        'hashed-counter': 'ids look random, but are hashes of 1, 2, 3: whoever knows that can walk them too',
        clock: 'ids are the time in milliseconds: few enough to try them all',
        random: 'ids have 128 random bits: guessing is hopeless',
      },
      ofServer(({ idGenerator }) => idGenerator, 'random'),
      { counter: 'counted', 'hashed-counter': 'counted and hashed', clock: 'the clock', random: 'random' },
    ),
  },
  {
    name: 'acceptUnknownIds',
    label: 'takes ids that it never gave out',
    group: 'The id',
    from: NEXT_REQUEST,
    only: SERVER,
    meaningless: 'there are no ids',
    ...yesOrNo(
      ofServer(({ acceptUnknownIds }) => acceptUnknownIds, false),
      'an id made up by anybody begins a session under that id',
      'an id that the server never gave out is worth nothing',
    ),
  },
];
