'use client';

import { Button } from '@/app/_ui/button';
import { useScript } from './use-script';

/** For browsers that run no script: elsewhere a choice applies at once. */
export function ApplyButton() {
  return useScript() ? null : <Button>Apply</Button>;
}
