import { responseError } from '@naru/plugin-naru-react/testUtils';
import { errorSignals } from './errorSignals';

describe('errorSignals', () => {
  it("has the backend's words and status, for Naru and the system behind", async () => {
    const error = await responseError(
      503,
      'ServiceUnavailableError',
      'Argo CD does not answer',
    );
    const said = { http: 503, message: 'Argo CD does not answer' };
    expect(errorSignals(error, 'argocd')).toEqual([
      { system: 'naru', ...said },
      { system: 'argocd', ...said },
    ]);
  });

  it("has the browser's words without an answer", () => {
    expect(errorSignals(new TypeError('Failed to fetch'))).toEqual([
      { system: 'naru', message: 'Failed to fetch' },
    ]);
  });
});
