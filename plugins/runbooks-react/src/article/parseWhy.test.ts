import { parseWhy } from './parseWhy';

describe('parseWhy', () => {
  it('takes a field that is known apart from its value', () => {
    expect(parseWhy('message: “dial tcp: i/o timeout”')).toEqual({
      field: 'message',
      value: '“dial tcp: i/o timeout”',
    });
  });

  it('leaves all else as it is', () => {
    expect(parseWhy('looks like it: yes')).toEqual({
      value: 'looks like it: yes',
    });
  });
});
