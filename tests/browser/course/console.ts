import { pageAnsweredWith } from '../fixtures.ts';

/**
 * What the console may say while a chapter is done. Whoever is nobody is turned away, which is what several steps are about;
 * what is asked for as a picture is none; and the guestbook's page may run the scripts of its menu and has an origin, of
 * which browsers warn in a frame.
 */
export const ALLOWED_CONSOLE = new RegExp(
  [
    pageAnsweredWith(401, 403, 404, 409, 500, 503).source,
    'net::ERR_BLOCKED_BY_ORB',
    'allow-scripts and allow-same-origin',
  ].join('|'),
);
