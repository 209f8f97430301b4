import { NamedError } from '@/lib/named-error';

/** It can be tried under this policy, and not on this bench as it is now. The message is one sentence for whoever asked. */
export class AttackImpossible extends NamedError {
  static override readonly errorName = 'AttackImpossible';
}

/** @param what was answered so, as "the logout" */
export function cannotBegin(what: string, status: number): AttackImpossible {
  return new AttackImpossible(`It cannot begin on this bench as it is: ${what} was answered ${status}.`);
}
