import { createBench, findBench, NoSuchBench, TooManyBenches } from '@/lib/bench/benches';
import { CLICKS, type Click, click } from '@/lib/bench/clicks';
import type { Answer, Submit } from '@/lib/http/submission';
import { PolicyRefused } from '@/lib/shop/policy';
import { StoreUnavailable } from '@/lib/shop/stores/store';

/** Two benches, one click: `do=click` sends it to both, `do=with` puts a second bench beside the first. */
export const submitComparison: Submit = async ({ fields, address }) => {
  try {
    return await compare(fields, address);
  } catch (error) {
    if (error instanceof NoSuchBench) return { status: 404, sentence: error.message };
    if (error instanceof PolicyRefused) return { status: 400, sentence: error.message };
    if (error instanceof StoreUnavailable) return { status: 503, sentence: error.message, retryAfterSeconds: 5 };
    if (!(error instanceof TooManyBenches)) throw error;
    return { status: 429, sentence: error.message, retryAfterSeconds: error.retryAfterSeconds };
  }
};

async function compare(fields: Record<string, string>, address: string): Promise<Answer> {
  const left = await findBench(fields.left ?? '');
  if (fields.do === 'with') {
    // A copy, so that both begin with nothing: the bench itself may be in the middle of something.
    const copy = await createBench({ preset: left.preset, policy: left.policy }, address);
    const right = await createBench({ preset: fields.preset }, address);
    return { to: `/bench/compare?left=${copy.id}&right=${right.id}` };
  }
  const right = await findBench(fields.right ?? '');
  const here = `/bench/compare?left=${left.id}&right=${right.id}`;
  if (fields.do === 'start-over') {
    await left.startOver();
    await right.startOver();
    return { to: here };
  }
  const what = CLICKS.find((known): known is Click => known === fields.click);
  if (!what) return { status: 400, because: 'malformed' };
  // One after the other: their times are to be compared.
  await click(left, what);
  await click(right, what);
  return { to: `${here}&did=${what}` };
}
