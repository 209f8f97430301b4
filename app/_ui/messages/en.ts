/** Every sentence of the account pages and the shell. Another language is one more file of this shape. */
export const en = {
  languageName: 'English',
  languageCode: 'en',
  site: {
    name: 'Session Lab',
    skip: 'Skip to the text',
    navigation: 'Site',
    home: 'Home',
    account: 'Account',
    learn: 'Course',
    bench: 'Bench',
    preferences: 'Preferences',
    users: 'Users',
    logIn: 'Log in',
    logOut: 'Log out',
    register: 'Register',
    about: 'Session Lab teaches web sessions by being one.',
    style: 'Parts of the interface',
    check: 'Check this room',
    changedElsewhere: 'Somebody logged in or out in another tab of this browser. This page is from before that.',
    readAgain: 'Read it again',
  },

  course: {
    title: 'The course',
    lead: 'Sixteen chapters around sixteen experiments: predict, do, see, and say why. Nobody needs an account for it.',
    begin: 'Begin with chapter 1',
    resume: (number: number, title: string) => `Go on: ${number} ${title}`,
    path: 'The path',
    core: 'For those who are short of time: the core path of eight.',
    coreWord: 'core path',
    minutes: (handsOn: number, demo: number) => `${handsOn} minutes; shown to a class ${demo}`,
    done: 'done',
    notWritten: 'not written yet',
    further: 'Besides',
    report: 'Lab report',
    symptoms: 'Index by symptom',
    glossary: 'Glossary',
    notTranslated: 'The chapters are in English.',
  },

  actors: { browser: 'browser', server: 'server', store: 'store', cookie: 'cookie', mallory: 'Mallory' },

  home: {
    title: {
      anonymous: 'The server does not know you.',
      preferences: 'The server knows your taste, not your name.',
      user: (name: string) => `The server knows you: ${name}.`,
      banned: (name: string) => `The server knows you, ${name}, and keeps you out.`,
      unknown: 'The server cannot look you up.',
    },
    lead: {
      none: 'Your browser sent no session cookie. Every request stands alone, so to the server you are nobody in particular.',
      twice:
        'Your browser sent two cookies of the same name. One of them may be planted, and nothing tells which, so neither counts.',
      refused: 'Your browser sent a cookie that does not open. The server treats it as if it were not there.',
      preferences:
        'Your browser sent a sealed cookie. It opens to your preferences, and to nothing that says who you are.',
      ended: 'Your browser sent a sealed cookie. It opens to a token, but the session behind that token is over.',
      user: 'Your browser sent a sealed cookie. It opens to a random token, and the row under that token says who you are.',
      banned: 'Your cookie opens and its session is found. The row of your account says that you are banned.',
      unknown: 'Your cookie opens to a token, but the database that would say whose it is does not answer.',
    },
    how: 'How it knows',
    next: 'Where to go',
    tryIt: {
      anonymous: 'Register or log in, and come back: this page will know you, by one cookie.',
      user: 'Log out and come back: same page, same browser, and it has forgotten you.',
      refused: 'Put the cookie back as it was and reload, and it knows you again. Or log in: that replaces it.',
      unknown: 'Try again in a moment: your session is not lost by this.',
      banned: 'Log out and come back: without the cookie it has forgotten even that.',
    },
    places: {
      learn: {
        name: 'Course',
        does: 'From a server that forgets you to sessions that hold: predict, do it, see why.',
      },
      bench: {
        name: 'Bench',
        does: 'Take sessions apart: a small shop under every kind of session, with every byte in view.',
      },
      grid: { name: 'Attacks', does: 'Every attack against every preset, run for real while you watch.' },
      register: { name: 'Register', does: 'Make an account: a name and a password, no e-mail.' },
      login: { name: 'Log in', does: 'Be somebody to the server.' },
      profile: { name: 'Profile', does: 'Who you are here, and what the server sees when you ask.' },
      sessions: { name: 'Your sessions', does: 'Every browser in which you are logged in. End one.' },
      preferences: {
        name: 'Preferences',
        does: 'Theme, letter size, language: kept in your session, with or without an account.',
      },
    },
  },

  seen: {
    title: 'What the server sees',
    /** Words in braces become actors, with colour and glyph. */
    intro:
      'This page came because of one {cookie}. Here is what your {browser} sent, what the {server} read in it, and the row it looked up in the {store}.',
    note: 'The token itself is never shown: whoever has it is you.',
    browserSent: 'browser sent',
    serverRead: 'server read',
    storeAnswered: 'store answered',
    cookie: 'Session cookie',
    device: 'Device cookie',
    deviceSays:
      'you have logged in here before; it opens nothing, and only keeps wrong passwords tried elsewhere from slowing you down',
    noCookie: 'none',
    twoCookies: 'two of the same name',
    length: 'Length',
    bytes: (count: string, most: string) => `${count} bytes of at most ${most}`,
    attributes: 'The server sets it with',
    userAgent: 'User-Agent',
    noUserAgent: 'not sent',
    address: 'Connection from',
    seal: 'Seal',
    sealOpens: 'matches, not expired',
    sealProblems: {
      invalid: 'does not match: the cookie was changed, or is no seal of ours',
      expired: 'matches, but its time is over',
      timeless: 'refused: it never ends, or claims to come from the future',
      'unknown-key': 'made with a key that this server no longer has',
    },
    nothing: 'nothing to read',
    token: 'Token',
    tokenHidden: '256 random bits, hidden',
    noToken: 'none: nobody is logged in',
    preferences: 'Preferences',
    yourName: 'Your name',
    notInCookie: 'not in the cookie',
    sealedUntil: 'Sealed until',
    notAsked: 'was not asked: there is no token to look up',
    noAnswer: 'did not answer',
    key: 'Key',
    noRow: 'no living row under that key',
    who: 'Who',
    notBanned: 'not banned',
    bannedSince: 'banned since {since}',
    since: 'Since',
    idleLeft: 'Ends if you stay away',
    absoluteLeft: 'Ends in any case',
    took: 'Took',
    milliseconds: (count: string) => `${count} ms`,
    left: 'in {time}',
    over: 'over: the next click asks you to log in',
    pause: 'Stop the countdowns',
    resume: 'Let the countdowns run',
  },

  register: {
    title: 'Register',
    lead: 'A name and a password. No e-mail, so a forgotten password cannot be sent to you.',
    username: 'User name',
    usernameHint:
      '2 to 32 letters a to z, digits, dots, hyphens or underscores; first a letter or digit. Capitals become small. Everyone can see it.',
    password: 'Password',
    passwordHint: (least: number) =>
      `At least ${least} characters. Better a sentence of 15 or more: length is what makes guessing costly, and spaces are allowed.`,
    button: 'Register',
    already: 'You have an account?',
    alreadyLink: 'Log in',
    signedIn: (name: string) =>
      `You are logged in as ${name}. Registering ends that session and begins one for the new account.`,
    sideNote:
      'The server never keeps your password: only a bcrypt hash of it, which takes a quarter of a second to compute and cannot be turned back.',
  },

  login: {
    title: 'Log in',
    username: 'User name',
    password: 'Password',
    button: 'Log in',
    noAccount: 'No account yet?',
    noAccountLink: 'Register',
    needed: 'That page needs to know who you are. Log in, and it opens.',
    loggedOut:
      'You are logged out. The session is gone from the server: a copy of the old cookie still opens, but to a token that is nobody’s.',
    everywhere: 'You are logged out everywhere.',
    deleted: 'Your account is deleted, with everything it held.',
    ended: 'Your session is over: it was ended, or it was left alone too long. Log in again.',
    cookieRefused: 'Your browser sent a session cookie that does not open. Log in again, and it is replaced.',
    signedIn: (name: string) => `You are logged in as ${name}. Logging in again ends that session.`,
    sideNote:
      'The answer is the same for a wrong name and a wrong password, and takes the same time. Otherwise this page would tell strangers who has an account.',
    overHttp: {
      title: 'No login over plain HTTP',
      text: 'This page came to you unencrypted, over a network. A password typed here could be read on the way. Preferences work; logging in does not.',
      instead: (address: string) =>
        `On the machine itself, open ${address}. For a class, see “HTTPS” in docs/deploying.md.`,
    },
  },

  profile: {
    you: 'You',
    username: 'User name',
    displayName: 'Name shown',
    memberSince: 'Member since',
    role: 'Role',
    preferences: 'Preferences',
    change: 'Change',
    openUsers: 'Look after users',
    roles: { student: 'student', admin: 'administrator' },
    sessions: 'Sessions',
    seen: 'Behind it',
    changes: 'Changes',
    displayNameTitle: 'Your name',
    displayNameHint: 'Up to 60 characters of any script. Your user name stays as it is.',
    displayNameButton: 'Change the name',
    displayNameDone: 'The name is changed.',
    passwordTitle: 'Password',
    currentPassword: 'Current password',
    newPassword: 'New password',
    passwordButton: 'Change the password',
    passwordDone: 'The password is changed, and every other session is ended.',
    passwordNote: 'Changing it ends all your other sessions, and gives this one a new token.',
    deleteTitle: 'Leaving',
    deleteOpen: 'Delete this account',
    deleteText: 'The account, its sessions and its preferences are deleted at once, and cannot be brought back.',
    deleteButton: 'Delete everything',
    welcome: (name: string) =>
      `Welcome, ${name}. You are logged in: this browser now holds a sealed cookie that says so.`,
  },

  sessions: {
    title: 'Your sessions',
    lead: 'One row for each browser in which you are logged in. Ending one takes effect at its next click.',
    note: 'Do you see one that is not yours? End it, then change your password: that ends all the others too.',
    where: 'where',
    loggedIn: 'logged in',
    lastSeen: 'last seen',
    ends: 'ends by itself',
    end: 'end it',
    thisBrowser: 'This browser',
    otherBrowser: (address: string) => `Browser at ${address}`,
    youAreHere: 'you are here',
    now: 'now',
    endButton: 'End',
    endButtonOf: (where: string) => ` the session of ${where}`,
    password: 'Your password',
    passwordHint: 'Needed to end a session, so that a thief of this one cannot end your others.',
    key: 'key',
    endOthers: 'End all the others',
    endAll: 'Log out everywhere',
    onlyOne: 'You are logged in nowhere else.',
    done: { one: 'That session is ended.', others: 'All your other sessions are ended.' },
    unknownDevice: 'unknown browser',
  },

  preferences: {
    title: 'Preferences',
    lead: 'The server keeps them in your session and draws every page by them: no script, no flash of the wrong colours.',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark', sepia: 'Sepia', contrast: 'High contrast' },
    fontSize: 'Letter size',
    fontSizes: { small: 'Small', medium: 'Medium', large: 'Large', 'x-large': 'Extra large' },
    language: 'Language',
    button: 'Save',
    saved: 'Saved.',
    whereAnonymous:
      'They travel in your cookie, in this browser only. With an account they wait for you on every device.',
    whereUser:
      'They travel in your cookie, and your account keeps a copy for the next login, here or elsewhere. After logout this browser is back to the standard ones.',
  },

  admin: {
    title: 'Users',
    lead: 'What is changed here holds from the user’s very next request: role and ban are read from the database every time.',
    search: 'Name contains',
    searchButton: 'Search',
    all: 'Show all',
    found: (count: number) => (count === 1 ? '1 user' : `${count} users`),
    none: (search: string) => `Nobody’s name contains “${search}”.`,
    columns: { name: 'user', role: 'role', since: 'member since', sessions: 'sessions', state: 'state', act: 'change' },
    banned: 'banned',
    active: 'not banned',
    state: 'State',
    open: 'Open',
    openOf: (name: string) => ` ${name}`,
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    previous: 'Previous',
    next: 'Next',
    of: (name: string) => `Look after ${name}`,
    yourself: 'This is you. Your own role and ban are another administrator’s to change.',
    password: 'Your password',
    passwordHint: 'Asked for with each change.',
    role: 'Role',
    roleButton: 'Change the role',
    ban: 'Ban',
    banReason: 'Reason',
    banReasonHint: 'The user reads it.',
    banButton: 'Ban',
    unbanButton: 'Lift the ban',
    bannedSince: 'Banned since {since}: {reason}',
    sessionsTitle: 'Sessions',
    sessionsCount: (count: number) => (count === 1 ? 'in 1 browser' : `in ${count} browsers`),
    endButton: 'End all sessions',
    back: 'Back to all users',
    done: {
      role: 'The role is changed.',
      banned: 'The user is banned. Their very next request is refused.',
      unbanned: 'The ban is lifted. The user has to log in again.',
      ended: 'The user’s sessions are ended.',
    },
  },

  firstAdmin: {
    title: 'Become the first administrator',
    text: 'This link was printed where the server was started, and works once. Administrators see all users, change roles and ban.',
    button: 'Become administrator',
    spent: 'This link has been used, or a newer start of the server has replaced it.',
  },

  /** Requests that are refused whole. */
  problems: {
    banned: {
      title: 'You are banned',
      text: 'Since {since} this account may not be used.',
      reason: (reason: string) => `The reason given: ${reason}`,
      what: 'Ask whoever runs this server. Logging out still works.',
    },
    forbidden: { title: 'Not for you', text: 'This page is for administrators, and your account is a student’s.' },
    unavailable: {
      title: 'The database does not answer',
      text: 'Without it nobody can be told from anybody, so this page stays shut. Try again in a moment.',
    },
    busy: {
      title: 'Too many at once',
      text: 'More people are logging in than the server can check. Try again in a few seconds; nothing was changed.',
    },
    crossSite: {
      title: 'That form came from elsewhere',
      text: 'The request was not made by a page of this site, or did not say so. Nothing was changed.',
    },
    method: {
      title: 'Not this way',
      text: 'This address does not answer that kind of request. Logging out, for one, is a button: a link could be followed by accident.',
    },
    malformed: {
      title: 'That is no form of ours',
      text: 'A field came twice, or holds bytes that are no text. Nothing was changed.',
    },
    notFound: { title: 'No such page', text: 'There is nothing at this address.' },
    goHome: 'Home',
  },

  /** Messages for a form as a whole. */
  refusals: {
    wrongCredentials: 'The name or the password is wrong, or the account is banned.',
    throttled: (seconds: number) =>
      seconds === 1
        ? 'Too many attempts. Wait a second, then try again.'
        : `Too many attempts. Wait ${seconds} seconds, then try again.`,
    overHttp: 'Nothing was checked: over plain HTTP a password could be read on the way.',
    noSuchSession: 'There is no such session of yours; it may have ended already.',
    noSuchUser: 'There is no such user.',
    yourself: 'You cannot change your own role or ban.',
    unknownChange: 'This form asked for a change that does not exist.',
    spent: 'This link has been used, or a newer start of the server has replaced it.',
  },

  /** Messages beside a field. */
  fields: {
    usernameNeeded: 'Type your user name.',
    usernameLength: 'A user name has 2 to 32 characters.',
    usernameCharacters: 'Only the letters a to z, digits, dots, hyphens and underscores; first a letter or digit.',
    usernameReserved: 'This name is kept free, so that nobody speaks for the site.',
    usernameTaken: 'Somebody has this name already.',
    passwordNeeded: 'Type your password.',
    passwordWrong: 'This is not your password.',
    passwordShort: (least: number) => `A password has at least ${least} characters.`,
    passwordLong: 'A password has at most 256 characters.',
    passwordNames: 'Not your own name, nor this site’s: those are guessed first.',
    passwordCommon: 'This one is among the first that are guessed. Take a sentence of your own.',
    displayNameLength: 'A name has 1 to 60 characters.',
    displayNameCharacters: 'The name holds characters that cannot be seen, or too many marks on one letter.',
    theme: 'There is no such theme.',
    fontSize: 'There is no such letter size.',
    language: 'There is no such language.',
    role: 'There is no such role.',
    reasonNeeded: 'Give a reason; the user reads it.',
    reasonLong: 'A reason has at most 300 characters.',
  },

  how: {
    title: 'How this page works',
    source: 'Its source',
    lines: (count: number) => `${count} lines`,
    home: [
      'The browser asks for this page and sends whatever cookie it holds for this host.',
      'The server opens the seal. Only the server’s key can have made it, so what is inside can be believed.',
      'If a token is inside, its SHA-256 is looked up among the sessions that have not ended.',
      'The page is drawn from what was found. Nothing is stored on the way, but when you were last seen.',
    ],
    register: [
      'The name is brought to one form, and the password is held against a list of those guessed first.',
      'The password is run through HMAC and bcrypt in a thread of its own; only the result is kept.',
      'The unique index in the database decides who had the name first.',
      'A session with a new random token begins, and its cookie comes with the answer: 303, go to your profile.',
    ],
    login: [
      'The attempt is counted before the password is looked at. After five failures each further attempt has to wait, longer every time.',
      'The hash is compared, or a decoy of the same cost where there is no such user.',
      'If it is right, whatever session came with the request is ended and a new one begins, under a new token.',
      'The answer is 303 See Other, so that a reload does not send the password again.',
    ],
    profile: [
      'A guard asks for the user first. Without one the answer is a redirect to the login page.',
      'The page shows the same facts the guard used: the cookie, the opened seal, the row.',
      'Each form above is checked, written and answered with 303. A wrong field comes back with its own message.',
      'A change that a thief must not make asks for the password again.',
    ],
    sessions: [
      'The rows come from the store: one for each token that was given out and has not ended.',
      'Ending one deletes its row. The browser keeps its cookie, which still opens, to a token that nobody knows any more.',
      'The row must be yours: the query names both the row and its owner.',
    ],
    preferences: [
      'The form sends what you chose; anything else is refused.',
      'The choice is sealed into the cookie. If you are logged in, your account keeps it too.',
      'At the next request the server opens the cookie and writes theme, letter size and language into the page itself.',
    ],
    admin: [
      'The guard asks for a user whose role, in the database, now, is administrator.',
      'A ban is a date in the user’s row. It is read at every request, so it needs no logout to take effect.',
      'Lifting the ban deletes the old sessions, so that none comes back to life.',
    ],
  },
};

type Loosened<Value> = Value extends string
  ? string
  : Value extends readonly string[]
    ? readonly string[]
    : Value extends (...parameters: infer Parameters) => infer Result
      ? (...parameters: Parameters) => Result
      : { [Key in keyof Value]: Loosened<Value[Key]> };

export type Messages = Loosened<typeof en>;
