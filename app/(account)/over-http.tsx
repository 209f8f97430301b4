import { messages } from '@/app/_ui/messages';
import { Refusal } from '@/app/_ui/notice';
import { env } from '@/lib/env';

/** Why there is no form here: the page came over a network in the clear, and so would the password. */
export async function OverHttp() {
  const { overHttp } = (await messages()).login;
  return (
    <Refusal title={overHttp.title}>
      <p>{overHttp.text}</p>
      <p>{overHttp.instead(env().SITE_ORIGIN)}</p>
    </Refusal>
  );
}
