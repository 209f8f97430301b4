import { DEVICE_COOKIES } from '@/lib/account/device';
import { NOTEBOOK_COOKIES } from '@/lib/account/notebook-cookie';
import { COOKIE_NAMES } from '@/lib/account/session';
import { BENCH_COOKIE } from './own-bench';

/** The names of the site's own cookies: no shop sees one or sets one. */
export const SITE_COOKIES: readonly string[] = [
  ...Object.values(COOKIE_NAMES),
  ...Object.values(DEVICE_COOKIES),
  ...Object.values(NOTEBOOK_COOKIES),
  BENCH_COOKIE,
];
