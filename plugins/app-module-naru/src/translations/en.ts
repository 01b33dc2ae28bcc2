/** The English words. Korean must have the same keys: the compiler sees to it. */
export const en = {
  'language.label': 'Language',

  'nav.home': 'Naru, start page',
  'nav.search': 'Search',
  'nav.menu': 'Menu',
  'nav.create': 'Request',
  'nav.virtualMachines': 'Virtual machines',
  'nav.changes': 'Change requests',
  'nav.docs': 'Documentation',
  'nav.runbooks': 'Runbooks',
  'nav.catalog': 'Catalog',
  'nav.catalogGraph': 'Relations',
  'nav.apis': 'APIs',
  'nav.notifications': 'Notifications',
  'nav.settings': 'Settings',

  'signIn.tagline': 'The ferry landing to your own data centre',
  'signIn.promise':
    'Ask for a machine, follow it from pull request to running, and find it with its owner and address. In one tab.',
  'signIn.people.title': 'Who are you today?',
  'signIn.people.explanation':
    'This portal runs on your own machine with sample data. Choose a person: no password, and nothing you do leaves this machine.',
  'signIn.people.signInAs': 'Sign in as {{name}}',
  'signIn.people.signingIn': 'Signing in as {{name}}…',
  'signIn.role.developer': 'Developer',
  'signIn.role.developer.may':
    'Asks for virtual machines and runs the ones of the team',
  'signIn.role.platform-engineer': 'Platform engineer',
  'signIn.role.platform-engineer.may':
    'Reviews requests, merges them and may do everything',
  'signIn.role.auditor': 'Auditor',
  'signIn.role.auditor.may': 'Reads everything and changes nothing',
  'signIn.failed.title': 'Signing in did not work',
  'signIn.failed.retry': 'Try again',
  'signIn.company.title': 'Welcome',
  'signIn.company.explanation':
    'Sign in with the account of your company. A window of its sign-in opens.',
  'signIn.company.button': 'Sign in',
  'signIn.company.checking': 'Looking for your session…',
  'signIn.company.popupBlocked':
    'If no window opened, allow pop-ups for this page and try again.',

  'start.greeting': 'Hello, {{name}}',
  'start.greetingNobody': 'Hello',
  'start.question': 'Where would you like to go?',
  'start.request': 'Request something',
  'start.request.about':
    'Choose a template, fill in a form, and let the pull request do the rest',
  'start.virtualMachines': 'Virtual machines',
  'start.virtualMachines.about':
    'State, address and power of every machine, live',
  'start.changes': 'Change requests',
  'start.changes.about':
    'How far each request has come: pull request, merge, Argo CD, running',
  'start.catalog': 'Catalog',
  'start.catalog.about': 'Who owns what, and what depends on it',
  'start.runbooks': 'Runbooks',
  'start.runbooks.about':
    'What an error means, how to check it and how to mend it',
} as const;
