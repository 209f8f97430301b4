import type { Verdict } from '@/lib/check/verdicts';

export const KINDS: Record<Verdict['kind'], string> = {
  works: 'works',
  scripted: 'works by scripted client only',
  instead: 'use this instead',
  'not-measured': 'not measured',
};
