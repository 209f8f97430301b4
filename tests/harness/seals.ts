import { sealData, unsealData } from 'iron-session';
import { type Purpose, sealingKeys } from '../../lib/account/keys.ts';
import { randomSecret } from './server.ts';

/** Seals as only the holder of the secret can open and make them: for tests that know their server's. */

/** Once in a test file, before the first seal: the settings of this process are read only once. */
export function useSecret(secret: string): void {
  process.env.SESSION_SECRETS = `1:${secret}`;
  process.env.PASSWORD_PEPPER = randomSecret();
}

/** What a cookie holds. */
export function openedBy(purpose: Purpose, value: string): Promise<Record<string, unknown>> {
  return unsealData<Record<string, unknown>>(value, {
    password: sealingKeys(purpose),
    onUnsealError: (reason) => {
      throw new Error(`The cookie is ${reason}.`);
    },
  });
}

/** Seals this content with the server's own key for a purpose; 0 seconds never end. */
export function sealedFor(purpose: Purpose, content: object, seconds: number): Promise<string> {
  return sealedWith(sealingKeys(purpose), content, seconds);
}

export function sealedWith(password: Record<string, string>, content: object, seconds: number): Promise<string> {
  return sealData(content, { password, ttl: seconds });
}
