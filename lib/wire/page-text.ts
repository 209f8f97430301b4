/** What a page says, without its markup: the first heading, and what stands below it. */
export interface PageText {
  heading: string | null;
  text: string;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What ends a line of its own on the page. */
const BLOCK_END = /<\/(?:p|li|dd|div|h[1-6]|label|button|tr|form)>/g;

/** Tags left out, the five entities that the shop writes read, lines parted by a semicolon. */
function plain(html: string): string {
  return html
    .replace(/<\/dt>/g, ': ')
    .replace(BLOCK_END, ';')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replace(/\s+/g, ' ')
    .replace(/ ?(?:; ?)+/g, '; ')
    .replace(/^[; ]+|[; ]+$/g, '');
}

/** @param html the body of an answer, possibly cut off; text without markup comes out as it is */
export function readPage(html: string): PageText {
  const main = /<main>(.*?)(<\/main>|$)/s.exec(html)?.[1] ?? html;
  const [heading = '', inside = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(main) ?? [];
  return { heading: inside === '' ? null : plain(inside), text: plain(main.replace(heading, '')) };
}
