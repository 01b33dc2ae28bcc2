import { dropIgnored, keepIgnored, rulesFor } from './ignoredFields';

const identity = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'team1',
  name: 'web',
};

function deployment(image: string, replicas: number | undefined) {
  return {
    metadata: {
      annotations: { 'a/b': 'x' },
      managedFields: [
        {
          manager: 'scaler',
          fieldsV1: { 'f:spec': { 'f:replicas': {} } },
        },
      ],
    },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      template: {
        spec: {
          containers: [
            { name: 'web', image },
            { name: 'proxy', image: 'proxy:1' },
          ],
        },
      },
    },
  };
}

describe('rulesFor', () => {
  it('finds the rules that speak of an object', () => {
    const rules = [
      { group: 'apps', kind: 'Deployment', jsonPointers: ['/a'] },
      { group: '*', kind: '*', name: 'web', jsonPointers: ['/b'] },
      { kind: 'Deployment', jsonPointers: ['/c'] },
      { group: 'apps', kind: 'Deployment', namespace: 'team2' },
    ];
    expect(rulesFor(rules, identity)).toEqual(rules.slice(0, 2));
    expect(rulesFor(undefined, identity)).toEqual([]);
  });
});

describe('dropIgnored', () => {
  it.each([
    [{ jsonPointers: ['/spec/replicas'] }],
    [{ jqPathExpressions: ['.spec.replicas'] }],
    [{ jqPathExpressions: ['.spec["replicas"]?'] }],
    [{ managedFieldsManagers: ['scaler'] }],
  ])('takes away the field that %j names', rule => {
    const object = deployment('web:1', 3);
    dropIgnored(object, object, [{ kind: 'Deployment', ...rule }]);
    expect(object.spec).toEqual(deployment('web:1', undefined).spec);
  });

  it('follows lists, selections and escaped names', () => {
    const object = deployment('web:1', 3);
    dropIgnored(object, object, [
      {
        kind: 'Deployment',
        jsonPointers: ['/metadata/annotations/a~1b'],
        jqPathExpressions: [
          '.spec.template.spec.containers[] | select(.name == "web") | .image',
          '.spec.template.spec.containers[1].image',
        ],
      },
    ]);
    expect(object.metadata.annotations).toEqual({});
    expect(object.spec.template.spec.containers).toEqual([
      { name: 'web' },
      { name: 'proxy' },
    ]);
  });

  it('takes away whole entries of a list', () => {
    const object = { list: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] };
    dropIgnored(object, object, [
      { kind: 'X', jqPathExpressions: ['.list[] | select(.name != "b")'] },
    ]);
    expect(object.list).toHaveLength(3);
    dropIgnored(object, object, [
      { kind: 'X', jqPathExpressions: ['.list[]'] },
    ]);
    expect(object.list).toEqual([]);
  });
});

describe('keepIgnored', () => {
  it('gives what is desired the values that are live', () => {
    const rules = [{ kind: 'Deployment', jsonPointers: ['/spec/replicas'] }];
    const desired = deployment('web:2', 1);
    keepIgnored(desired, deployment('web:1', 5), rules);
    expect(desired.spec).toEqual(deployment('web:2', 5).spec);

    keepIgnored(desired, deployment('web:1', undefined), rules);
    expect(desired.spec).toEqual(deployment('web:2', undefined).spec);
  });
});
