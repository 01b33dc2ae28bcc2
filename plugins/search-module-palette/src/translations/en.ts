/** The English words. Korean must have the same keys: the compiler sees to it. */
export const en = {
  'box.open': 'Search',
  'box.shortcut': 'Search ({{keys}})',
  'page.title': 'Search',
  'dialog.label': 'Search in the whole portal',
  'field.label': 'What are you looking for?',
  'field.placeholder': 'Names, errors, documents, requests…',
  'field.clear': 'Clear',
  'dialog.close': 'Close',

  'filter.label': 'What to search in',
  'category.all': 'All',
  'category.catalog': 'Catalog',
  'category.template': 'Templates',
  'category.runbook': 'Runbooks',
  'category.docs': 'Docs',
  'category.request': 'Requests',
  'category.other': 'More',

  'results.label': 'Results',
  'results.count_one': '{{count}} result',
  'results.count_other': '{{count}} results',
  'results.more': 'More in {{category}}',
  'results.allOnPage': 'All results on a page',
  'results.page': 'Page {{page}}',
  'results.next': 'Next page',
  'results.previous': 'Previous page',

  'state.loading': 'Searching…',
  'state.stale': 'These are the results of the last query.',
  'state.start': 'Type what you see or look for',
  'state.start.about':
    'The name of a machine, an error as the system wrote it, the number of a runbook, a few words in Korean or English.',
  'state.none': 'Nothing found for “{{term}}”',
  'state.none.about':
    'Try fewer or other words. Of a long error, the part that is the same each time finds most.',
  'state.none.filtered': 'Nothing in {{category}}. Look in everything?',
  'state.none.all': 'Search in everything',
  'state.none.runbooks': 'All runbooks',
  'state.forbidden': 'You may not search',
  'state.forbidden.about': 'Ask the platform team for access to the search.',
  'state.preparing': 'The search is being prepared',
  'state.preparing.about':
    'It fills within a minute after the portal has started. Try again in a moment.',
  'state.unreachable': 'The search does not answer',
  'state.unreachable.about':
    'Check your connection; the portal may be restarting.',
  'state.failed': 'The search failed',
  'state.retry': 'Try again',

  'recent.searches': 'Recent searches',
  'recent.opened': 'Recently opened',
  'recent.clear': 'Forget these',

  'keys.move': 'choose',
  'keys.open': 'open',
  'keys.filter': 'where to search',
  'keys.close': 'close',

  'severity.critical': 'Critical',
  'severity.major': 'Major',
  'severity.minor': 'Minor',
  'severity.info': 'Info',
  'request.open': 'Open',
  'request.merged': 'Merged',
  'request.closed': 'Closed',
  owner: 'owned by {{owner}}',
} as const;
