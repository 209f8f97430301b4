/** What Mallory can be told to ask of the shop: method and path as they stand in the request line, nothing else. */
export const MALLORY_REQUESTS = [
  'GET /',
  'GET /profile',
  'GET /cart',
  'GET /email',
  'GET /admin',
  'GET /logout',
  'POST /logout',
] as const;

export type MalloryRequest = (typeof MALLORY_REQUESTS)[number];
