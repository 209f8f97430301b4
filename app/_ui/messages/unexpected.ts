import type { Language } from '@/lib/account/preferences';

/**
 * What is said when a page has failed. The browser draws that page itself, so every visit loads these sentences: they
 * stand here, apart from the catalogues, which stay on the server.
 */
export const unexpected: Record<Language, Record<'title' | 'text' | 'reference' | 'goHome', string>> = {
  en: {
    title: 'Something went wrong',
    text: 'It is written in the server’s log. Nothing more can be said here.',
    reference: 'Reference',
    goHome: 'Home',
  },
  hi: {
    title: 'कुछ गड़बड़ हो गई',
    text: 'वह सर्वर के लॉग में लिख दी गई है। यहाँ और कुछ नहीं बताया जा सकता।',
    reference: 'संदर्भ संख्या',
    goHome: 'मुखपृष्ठ',
  },
};
