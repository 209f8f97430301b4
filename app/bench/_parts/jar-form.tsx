import type { ReactNode } from 'react';
import type { JarProps } from './jar';

type JarFormProps = Pick<JarProps, 'shopUrl' | 'returnTo'> & {
  name: string;
  /** Hidden fields besides the cookie's name. */
  fields?: Record<string, string>;
  className?: string;
  /** Where the answer goes, when not to the whole page. */
  target?: string | undefined;
  children: ReactNode;
};

/**
 * A form that the boundary answers on the shop's own host, since only that host can set its cookies; then the browser
 * comes back to the bench.
 */
export function JarForm({ shopUrl, returnTo, name, fields = {}, className, target, children }: JarFormProps) {
  return (
    <form method="post" action={`${shopUrl}_jar`} className={className} target={target}>
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="return" value={returnTo} />
      {Object.entries(fields).map(([field, value]) => (
        <input type="hidden" key={field} name={field} value={value} />
      ))}
      {children}
    </form>
  );
}
