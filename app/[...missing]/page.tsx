/**
 * Every address that nothing else answers. Not a not-found.tsx: Next renders that one along with each page, unseen, and
 * sends it with each.
 */
export { Missing as default } from '@/app/_ui/problem';
