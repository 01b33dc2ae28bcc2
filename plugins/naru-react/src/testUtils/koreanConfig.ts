/**
 * App config of a test that reads Korean.
 *
 * @public
 */
export const koreanConfig = {
  app: {
    baseUrl: 'http://localhost:3000',
    extensions: [
      {
        'api:app/app-language': {
          config: { availableLanguages: ['en', 'ko'], defaultLanguage: 'ko' },
        },
      },
    ],
  },
  backend: { baseUrl: 'http://localhost:7007' },
};
