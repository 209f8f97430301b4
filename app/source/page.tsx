import type { Metadata } from 'next';
import { Listing } from '@/app/_ui/listing';
import { listings } from '@/app/_ui/listings/listings';
import { Page } from '@/app/_ui/page';
import { Missing } from '@/app/_ui/problem';
import { first, type Search } from '@/app/_ui/search';
import { Section, Sheet } from '@/app/_ui/sheet';

type SourcePageProps = { searchParams: Search };

// In the query and not in the path: Next answers a path that it cannot decode with 500, before any page is asked.
async function pathOf({ searchParams }: SourcePageProps): Promise<string> {
  return first((await searchParams).file);
}

export async function generateMetadata(props: SourcePageProps): Promise<Metadata> {
  return { title: `${await pathOf(props)}: Session Lab` };
}

/** One of the files that pages are made of. Only what a page names can be read here: the list is made at build time. */
export default async function SourcePage(props: SourcePageProps) {
  const path = await pathOf(props);
  const file = Object.hasOwn(listings, path) ? listings[path] : undefined;
  if (!file) return <Missing />;
  return (
    <Page>
      <Sheet title={<code translate="no">{path}</code>}>
        <Section wide={<Listing file={file} />} />
      </Sheet>
    </Page>
  );
}
