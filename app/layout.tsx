import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { currentPreferences } from '@/lib/account/visitor';
import { arrival } from '@/lib/http/arrival';
import './_ui/styles/index.css';

/** The document itself, drawn by the visitor's preferences: the session decides before the first byte leaves. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page prerendered at build time could carry neither a nonce nor anybody's theme.
  await connection();
  const { theme, fontSize, language } = await currentPreferences();
  const { refusal, response } = arrival();
  if (refusal) response.statusCode = refusal.status;
  return (
    <html lang={language} data-theme={theme} data-font-size={fontSize}>
      <body>{children}</body>
    </html>
  );
}
