/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Trick } from './tricks';

/** The bait itself, as any page without a script can hold it. A picture is asked for as soon as it is here. */
export function TrickForm({ trick: { by, address, fields, bait } }: { trick: Trick }) {
  if (by === 'link') return <a href={address}>{bait}</a>;
  if (by === 'picture') return <img src={address} alt="A tin of tea" />;
  return (
    <form method="post" action={address}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{bait}</button>
    </form>
  );
}
