import { browserName } from '@/app/(account)/sessions/browser-name';
import { findCheck } from '@/lib/check/checks';
import { arrival } from '@/lib/http/arrival';
import { Notice } from '../_ui/notice';
import { Page } from '../_ui/page';
import { first, type Search } from '../_ui/search';
import { Section, Sheet } from '../_ui/sheet';
import { titled } from '../_ui/titled';
import { Room } from './room';

export const generateMetadata = titled((m) => m.site.check);

/** Measures, in the visitor's own browser and at this very address, what the course can show here. */
export default async function CheckPage({ searchParams }: { searchParams: Search }) {
  const key = first((await searchParams).key);
  const check = key ? findCheck(key) : null;
  const { request, response } = arrival();
  const isOver = key !== '' && !check;
  if (isOver) response.statusCode = 404;
  return (
    <Page lang="en">
      <Sheet title="Check this room">
        {isOver && (
          <Section>
            <Notice kind="note">That check is over: what it measured is kept for five minutes.</Notice>
          </Section>
        )}
        <Room
          key={key}
          measured={check?.seen ?? null}
          browser={browserName(request.headers['user-agent'] ?? '') ?? 'does not say'}
        />
      </Sheet>
    </Page>
  );
}
