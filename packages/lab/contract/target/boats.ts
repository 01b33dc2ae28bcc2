import type { KubernetesTarget } from './kubernetesTarget';

/** A custom kind made for a suite, in a group of its own. */
export interface BoatKind {
  group: string;
  /** `<group>/v1`. */
  apiVersion: string;
  /** Name of the CRD. */
  name: string;
  /** A boat of size 1 with this spec on top. */
  boat(name: string, spec?: object, rest?: object): object;
  remove(): Promise<void>;
}

const SPEC = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 10 },
    color: { type: 'string', enum: ['blue', 'red'], default: 'blue' },
    code: { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
    port: { 'x-kubernetes-int-or-string': true },
    note: { type: 'string', nullable: true },
    cargo: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    crew: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' }, rank: { type: 'string' } },
      },
    },
  },
};

const STATUS = {
  type: 'object',
  properties: {
    conditions: {
      type: 'array',
      items: {
        type: 'object',
        properties: { type: { type: 'string' }, status: { type: 'string' } },
      },
    },
  },
};

/** Makes the kind `Boat` with a schema, a status subresource and printer columns, and waits until it is served. */
export async function makeBoatKind(
  target: KubernetesTarget,
): Promise<BoatKind> {
  const group = `c${Date.now().toString(36)}${process.pid}.lab.naru.io`;
  const name = `boats.${group}`;
  const apiVersion = `${group}/v1`;
  const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const made = await target.request('POST', crds, {
    body: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'boats', kind: 'Boat', shortNames: ['bt'] },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            subresources: { status: {} },
            additionalPrinterColumns: [
              {
                name: 'Ready',
                type: 'string',
                jsonPath: ".status.conditions[?(@.type=='Ready')].status",
              },
              { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
              {
                name: 'Age',
                type: 'date',
                jsonPath: '.metadata.creationTimestamp',
              },
            ],
            schema: {
              openAPIV3Schema: {
                type: 'object',
                required: ['spec'],
                properties: { spec: SPEC, status: STATUS },
              },
            },
          },
        ],
      },
    },
  });
  if (made.status !== 201) {
    throw new Error(`no CRD ${name}: ${JSON.stringify(made.body)}`);
  }
  // A new kind answers 404 and 429 for a moment on the real server.
  await target.eventually(async () => {
    const list = await target.request('GET', `/apis/${apiVersion}/boats`);
    if (list.status !== 200) throw new Error(`${name}: ${list.status}`);
    const dry = await target.request(
      'POST',
      `/apis/${apiVersion}/namespaces/default/boats?dryRun=All`,
      {
        body: {
          apiVersion,
          kind: 'Boat',
          metadata: { name: 'probe' },
          spec: { size: 1 },
        },
      },
    );
    if (dry.status !== 201) throw new Error(`${name}: ${dry.status}`);
  });
  return {
    group,
    apiVersion,
    name,
    boat: (boatName, spec, rest) => ({
      apiVersion,
      kind: 'Boat',
      metadata: { name: boatName },
      spec: { size: 1, ...spec },
      ...rest,
    }),
    async remove() {
      await target.request('DELETE', `${crds}/${name}`);
    },
  };
}
