import { searchText } from './searchText';

describe('searchText', () => {
  it('leaves out what is different each time', () => {
    const digest = '0'.repeat(64);
    expect(
      searchText(
        `2026-11-21T09:00:00Z Failed to pull "harbor.example.com/team1/shop@sha256:${digest}":\n not found`,
      ),
    ).toBe('Failed to pull harbor.example.com/team1/shop@ : not found');
  });

  it('is short and ends with a whole word', () => {
    const text = searchText('volume attachment '.repeat(40));
    expect(text.length).toBeLessThanOrEqual(120);
    expect(text).toMatch(/(volume|attachment)$/);
  });
});
