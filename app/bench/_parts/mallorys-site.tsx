import type { MalloryAddress } from '@/lib/http/origins';

type MallorysSiteProps = {
  site: MalloryAddress;
  /** This bench's page where every part has a host of its own; null where this visitor cannot go there. */
  elsewhere: string | null;
};

/** The way to Mallory's own site, and what it cannot show where it is no other site. */
export function MallorysSite({ site, elsewhere }: MallorysSiteProps) {
  return (
    <>
      <p className="row">
        <a className="btn" href={`${site.base}/`} target="_blank" rel="noreferrer">
          Her site, in another tab
        </a>
      </p>
      {!site.otherSite && (
        <p className="small quiet">
          Here her site shares the shop’s host, and requests from there count as the shop’s own: what SameSite and
          Origin do about another site cannot be seen.
          {elsewhere && (
            <>
              {' '}
              It is another site at <a href={elsewhere}>{elsewhere}</a>.
            </>
          )}
        </p>
      )}
    </>
  );
}
