/** The words of the reader's additions. */
export const en = {
  'language.label': 'Language of this page',
  'language.missing.en':
    'not there in English; leads to the nearest page that is',
  'language.missing.ko':
    'not there in Korean; leads to the nearest page that is',
  'print.action': 'Print',
} as const;
