import { Actor } from '@/app/_ui/glyphs';
import { readByOwner, SIGNED, signedAt } from '@/lib/wire/reading';

/** The three parts of a signed cookie: what each says, and who can make it. */
export function SignedParts({ value }: { value: string }) {
  const time = SIGNED.exec(value)?.[2] ?? '';
  return (
    <table className="jar-parts">
      <caption className="off">What its owner can read</caption>
      <thead>
        <tr>
          <th scope="col">part</th>
          <th scope="col">says</th>
          <th scope="col">who can make it</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            <span className="p-payload">payload</span>
          </th>
          <td>
            <code>{readByOwner(value)?.text ?? 'nothing that makes sense by itself'}</code>
          </td>
          <td>anybody: it is base64url</td>
        </tr>
        <tr>
          <th scope="row">
            <span className="p-time">time</span>
          </th>
          <td>{signedAt(time) ?? 'no time that there is'}</td>
          <td>anybody: it is a number</td>
        </tr>
        <tr>
          <th scope="row">
            <span className="p-sig">signature</span>
          </th>
          <td>
            made by the <Actor name="server">server</Actor> for the payload and time that it wrote
          </td>
          <td>whoever has the secret, or guesses it</td>
        </tr>
      </tbody>
    </table>
  );
}
