import type { OwnersReading } from '@/lib/wire/reading';

/** What a cookie's owner can read without any key: its content as code, remarks about it as words. */
export function OwnersText({ reading }: { reading: OwnersReading | null }) {
  if (!reading) return 'nothing that makes sense by itself';
  const { what, text, isContent } = reading;
  return (
    <>
      {what}: {isContent ? <code>{text}</code> : text}
    </>
  );
}
