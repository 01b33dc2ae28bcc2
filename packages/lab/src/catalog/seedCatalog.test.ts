import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  getCompoundEntityRef,
  groupEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const root = join(__dirname, '../../../..');
const seedDir = join(root, 'packages/lab/seed-catalog');

/** Entities that a provider brings, not a file. */
const provided = new Set(['resource:default/prod7']);

const validators = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
]);

const locationSchema = z.object({
  kind: z.literal('Location'),
  spec: z.object({ targets: z.array(z.string()) }),
});

function read(file: string): Entity[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

const [location] = read(join(seedDir, 'all.yaml'));
const { targets } = locationSchema.parse(location).spec;
const platform = targets.flatMap(target => read(join(seedDir, target)));
const portal = read(join(root, 'catalog-info.yaml'));
const entities = [...platform, ...portal];
const byRef = new Map(
  entities.map(entity => [stringifyEntityRef(entity), entity]),
);

interface Field {
  name: string;
  /** Kind of what the field points at when the ref does not say. */
  kind?: string;
}
const fields: Field[] = [
  { name: 'owner', kind: 'group' },
  { name: 'system', kind: 'system' },
  { name: 'domain', kind: 'domain' },
  { name: 'parent', kind: 'group' },
  { name: 'children', kind: 'group' },
  { name: 'memberOf', kind: 'group' },
  { name: 'subcomponentOf', kind: 'component' },
  { name: 'providesApis', kind: 'api' },
  { name: 'consumesApis', kind: 'api' },
  { name: 'dependsOn' },
  { name: 'dependencyOf' },
];

/** Full refs that an entity points at, with the field that does. */
function refsOf(entity: Entity): { field: string; ref: string }[] {
  const { namespace } = getCompoundEntityRef(entity);
  return fields.flatMap(({ name, kind }) =>
    [entity.spec?.[name] ?? []].flat().map(value => ({
      field: name,
      ref: stringifyEntityRef(
        parseEntityRef(String(value), {
          defaultKind: kind,
          defaultNamespace: namespace,
        }),
      ),
    })),
  );
}

const ofKind = (kind: string) =>
  platform.filter(entity => entity.kind === kind);
const ofType = (type: string) =>
  platform.filter(entity => entity.spec?.type === type);

describe('the seeded catalog', () => {
  it('is read in full', () => {
    const files = readdirSync(seedDir).filter(file => file !== 'all.yaml');
    expect(targets.map(target => target.slice(2)).sort()).toEqual(files.sort());
  });

  it('has valid entities only', async () => {
    const invalid: string[] = [];
    for (const entity of entities) {
      const validator = validators[entity.kind as keyof typeof validators];
      try {
        await policy.enforce(structuredClone(entity));
        expect(await validator.check(entity)).toBe(true);
      } catch (error) {
        invalid.push(`${stringifyEntityRef(entity)}: ${error}`);
      }
    }
    expect(invalid).toEqual([]);
  });

  it('has no entity twice, and none that a provider brings', () => {
    expect(byRef.size).toBe(entities.length);
    expect([...byRef.keys()].filter(ref => provided.has(ref))).toEqual([]);
  });

  it('has no broken ref', () => {
    const broken = entities.flatMap(entity =>
      refsOf(entity)
        .filter(({ ref }) => !byRef.has(ref) && !provided.has(ref))
        .map(
          ({ field, ref }) => `${stringifyEntityRef(entity)} ${field}: ${ref}`,
        ),
    );
    expect(broken).toEqual([]);
  });

  it('has no orphan', () => {
    const pointedAt = new Set(
      entities.flatMap(entity => refsOf(entity).map(({ ref }) => ref)),
    );
    const needs: Record<string, string[]> = {
      API: ['owner', 'system'],
      Component: ['owner', 'system'],
      Domain: ['owner'],
      Group: ['parent'],
      Resource: ['owner', 'system'],
      System: ['owner', 'domain'],
      User: ['memberOf'],
    };
    const orphans = entities
      .filter(({ spec }) => spec?.type !== 'organization')
      .filter(entity =>
        needs[entity.kind].some(field => !entity.spec?.[field]?.toString()),
      );
    expect(orphans).toEqual([]);
    // A domain, a system or an API that nothing points at holds nothing.
    const empty = [...byRef.keys()].filter(
      ref => /^(domain|system|api):/.test(ref) && !pointedAt.has(ref),
    );
    expect(empty).toEqual([]);
  });

  it('says the same of groups from both sides', () => {
    for (const group of ofKind('Group')) {
      const { name } = group.metadata;
      const children = ofKind('Group')
        .filter(({ spec }) => spec?.parent === name)
        .map(({ metadata }) => metadata.name);
      expect([name, ...children]).toEqual([
        name,
        ...[group.spec?.children ?? []].flat(),
      ]);
    }
  });

  it('has no component that depends on itself in a circle', () => {
    const done = new Set<string>();
    const visit = (ref: string, path: string[]) => {
      expect(path).not.toContain(ref);
      if (done.has(ref)) return;
      const entity = byRef.get(ref);
      const next = entity ? refsOf(entity) : [];
      for (const { field, ref: target } of next) {
        if (field === 'dependsOn') visit(target, [...path, ref]);
      }
      done.add(ref);
    };
    for (const ref of byRef.keys()) visit(ref, []);
  });

  it('has seven teams of 30 people', () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7].map(
      team =>
        ofKind('User').filter(({ spec }) =>
          [spec?.memberOf].flat().includes(`team${team}`),
        ).length,
    );
    expect(sizes).toEqual([5, 5, 4, 4, 4, 4, 4]);
  });

  it.each([
    ['dev1', 'Kim Dana 김다나', 'team1'],
    ['dev2', 'Lee Jun 이준', 'team2'],
    ['ops1', 'Park Mina 박민아', 'platform-team'],
    ['audit1', 'Choi Sora 최소라', 'auditors'],
  ])('has the sample person %s', (name, displayName, group) => {
    expect(byRef.get(`user:default/${name}`)?.spec).toEqual({
      profile: { displayName, email: `${name}@example.com` },
      memberOf: [group],
    });
  });

  it('has different people only, all at example.com', () => {
    const profiles = z
      .array(z.object({ displayName: z.string(), email: z.email() }))
      .parse(ofKind('User').map(({ spec }) => spec?.profile));
    expect(new Set(profiles.map(p => p.displayName)).size).toBe(
      profiles.length,
    );
    expect(profiles.filter(p => !p.email.endsWith('@example.com'))).toEqual([]);
  });

  it('has the 26 Applications, each in one of the three projects', () => {
    expect(ofType('argocd-project')).toHaveLength(3);
    const applications = ofType('argocd-application');
    expect(applications).toHaveLength(26);
    const stated = applications.filter(
      ({ metadata }) => metadata.labels?.['naru.io/provenance'] === 'stated',
    );
    expect(stated).toHaveLength(20);
    for (const application of applications) {
      const projects = refsOf(application).filter(({ ref }) =>
        ref.startsWith('resource:argocd/project-'),
      );
      expect(projects).toHaveLength(1);
    }
  });

  it('has two namespaces a team, owned by the team', () => {
    const namespaces = ofType('kubernetes-namespace');
    expect(namespaces).toHaveLength(14);
    for (const { metadata, spec } of namespaces) {
      expect(metadata.name).toMatch(/^team[1-7]-(staging|production)$/);
      expect(spec?.owner).toBe(dirname(metadata.name.replace('-', '/')));
    }
  });

  it('has the nodes of prod7, lab3 and offline4', () => {
    const nodes = ofType('kubernetes-node').map(
      ({ metadata }) => metadata.name.split('-')[0],
    );
    const count = (cluster: string) =>
      nodes.filter(name => name === cluster).length;
    expect([count('prod7'), count('lab3'), count('offline4')]).toEqual([
      7, 3, 4,
    ]);
  });
});
