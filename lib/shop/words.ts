import type { SessionState } from './state';

/** The few words that follow the visitor's language; all others stay English, so that a class reads the same page. */
export interface Words {
  home: string;
  cart: string;
  guestbook: string;
  profile: string;
  preferences: string;
  logIn: string;
  logOut: string;
  notLoggedIn: string;
  loggedInAs: (name: string) => string;
  logInAs: (name: string) => string;
  hello: (name: string) => string;
  putIntoCart: string;
  save: string;
}

const words: Record<NonNullable<SessionState['language']>, Words> = {
  en: {
    home: 'Home',
    cart: 'Cart',
    guestbook: 'Guestbook',
    profile: 'Profile',
    preferences: 'Preferences',
    logIn: 'Log in',
    logOut: 'Log out',
    notLoggedIn: 'Not logged in',
    loggedInAs: (name) => `Logged in as ${name}`,
    logInAs: (name) => `Log in as ${name}`,
    hello: (name) => `Hello, ${name}`,
    putIntoCart: 'Put into the cart',
    save: 'Save',
  },
  de: {
    home: 'Start',
    cart: 'Warenkorb',
    guestbook: 'Gästebuch',
    profile: 'Profil',
    preferences: 'Einstellungen',
    logIn: 'Anmelden',
    logOut: 'Abmelden',
    notLoggedIn: 'Nicht angemeldet',
    loggedInAs: (name) => `Angemeldet als ${name}`,
    logInAs: (name) => `Als ${name} anmelden`,
    hello: (name) => `Hallo, ${name}`,
    putIntoCart: 'In den Warenkorb',
    save: 'Speichern',
  },
  hi: {
    home: 'मुखपृष्ठ',
    cart: 'टोकरी',
    guestbook: 'अतिथि पुस्तिका',
    profile: 'प्रोफ़ाइल',
    preferences: 'पसंद',
    logIn: 'लॉग इन करें',
    logOut: 'लॉग आउट करें',
    notLoggedIn: 'लॉग इन नहीं है',
    loggedInAs: (name) => `${name} के रूप में लॉग इन`,
    logInAs: (name) => `${name} के रूप में लॉग इन करें`,
    hello: (name) => `नमस्ते, ${name}`,
    putIntoCart: 'टोकरी में डालें',
    save: 'सहेजें',
  },
};

export function wordsOf({ language = 'en' }: SessionState): Words {
  return words[language];
}
