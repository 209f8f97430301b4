import type { Instrumentation } from 'next';

/** Runs once, when the server has started and before it answers its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { watchArrivals } = await import('./lib/http/watch-arrivals');
  const { startHousekeeping } = await import('./lib/account/housekeeping');
  const { mountBeforeNext } = await import('./lib/http/before-next');
  const { answerShops } = await import('./lib/bench/front');
  const { answerMallory } = await import('./lib/attacks/site/front');
  const { startSweepingNotebooks } = await import('./lib/course/notebooks');
  const { answerCheck } = await import('./lib/check/front');
  const { checkRequested } = await import('./lib/http/origins');
  const { SITE_COOKIES } = await import('./app/bench/site-cookies');
  watchArrivals();
  const answerShop = answerShops(SITE_COOKIES);
  mountBeforeNext((arrival) => {
    if (checkRequested(arrival.place, arrival.request.url ?? '/')) return answerCheck(arrival);
    return arrival.shop ? answerShop(arrival) : answerMallory(arrival);
  });
  await startHousekeeping();
  await startSweepingNotebooks();
}

/** Every error that no page expected: the whole of it in the log, and only its number on the page. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { errorText, log } = await import('./lib/log');
  const { digest } = error as { digest?: string };
  log().error({
    event: 'unexpected-error',
    digest,
    path: request.path,
    route: context.routePath,
    error: errorText(error),
  });
};
