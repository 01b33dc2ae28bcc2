import { FieldSet, pathText } from './FieldSet';

const JSON_FORM = {
  'f:metadata': { 'f:labels': { '.': {}, 'f:team': {} } },
  'f:spec': { 'f:ports': { 'k:{"port":80}': { '.': {}, 'f:name': {} } } },
};

describe('FieldSet', () => {
  it('reads and writes fieldsV1 without loss', () => {
    expect(FieldSet.fromJson(JSON_FORM).toJson()).toEqual(JSON_FORM);
  });

  it('tells a field that is owned from one that only holds owned ones', () => {
    const labels = FieldSet.fromJson(JSON_FORM).child('f:metadata');
    expect(labels?.has('f:labels')).toBe(true);
    expect(FieldSet.fromJson(JSON_FORM).has('f:spec')).toBe(false);
  });

  it('unites, intersects and subtracts', () => {
    const a = FieldSet.fromJson({ 'f:x': {}, 'f:y': { 'f:z': {} } });
    const b = FieldSet.fromJson({ 'f:x': {}, 'f:w': {} });
    expect(a.union(b).toJson()).toEqual({
      'f:w': {},
      'f:x': {},
      'f:y': { 'f:z': {} },
    });
    expect(a.intersection(b).toJson()).toEqual({ 'f:x': {} });
    expect(a.difference(b).toJson()).toEqual({ 'f:y': { 'f:z': {} } });
  });

  it('takes with a removed field all that lay below it', () => {
    const set = FieldSet.fromJson({ 'f:y': { '.': {}, 'f:z': {} } });
    const removed = FieldSet.fromJson({ 'f:y': {} });
    expect(set.recursiveDifference(removed).isEmpty()).toBe(true);
    expect(set.difference(removed).toJson()).toEqual({ 'f:y': { 'f:z': {} } });
  });

  it('writes paths as conflicts show them', () => {
    expect(pathText(['f:spec', 'f:ports', 'k:{"port":80}', 'f:name'])).toBe(
      '.spec.ports[port=80].name',
    );
    expect(pathText(['f:finalizers', 'v:"a"'])).toBe('.finalizers[="a"]');
  });
});
