import { readRequestFacts, withRequestFacts } from './requestFacts';

const facts = {
  requestedBy: 'user:default/dev1',
  author: 'Kim --> <b>Dana</b> -- 김다나',
  entityRefs: ['resource:team1-staging/web-01'],
};

describe('request facts', () => {
  it('come back from a body, whatever a name holds', () => {
    const body = withRequestFacts('# Hello', facts);

    expect(readRequestFacts(body)).toEqual(facts);
    expect(body.match(/-->/g)).toHaveLength(1);
    expect(body).not.toContain('<b>');
  });

  it('are replaced, not repeated', () => {
    const body = withRequestFacts(withRequestFacts('# Hello', facts), {
      ...facts,
      author: 'Dana',
    });
    expect(body.match(/<!-- naru:/g)).toHaveLength(1);
    expect(readRequestFacts(body)?.author).toBe('Dana');
  });

  it('are unknown when somebody broke or removed them', () => {
    expect(readRequestFacts('# Hello')).toBeUndefined();
    expect(readRequestFacts('<!-- naru: {broken} -->')).toBeUndefined();
    expect(readRequestFacts('<!-- naru: {"author": 1} -->')).toBeUndefined();
  });
});
