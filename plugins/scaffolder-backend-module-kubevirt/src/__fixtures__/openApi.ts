import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The OpenAPI v3 document of `kubevirt.io/v1`, as an API server makes it from KubeVirt's own CRD. */
export function kubevirtOpenApi(): unknown {
  const { items } = parse(
    readFileSync(resolvePackagePath('@naru/lab', 'crds/kubevirt.yaml'), 'utf8'),
    { maxAliasCount: -1 },
  );
  const crd = items.find(
    (item: { metadata: { name: string } }) =>
      item.metadata.name === 'virtualmachines.kubevirt.io',
  );
  const { schema } = crd.spec.versions.find(
    (version: { name: string }) => version.name === 'v1',
  );
  const virtualMachine = {
    ...schema.openAPIV3Schema,
    'x-kubernetes-group-version-kind': [
      { group: 'kubevirt.io', version: 'v1', kind: 'VirtualMachine' },
    ],
  };
  virtualMachine.properties.metadata = {
    allOf: [{ $ref: '#/components/schemas/ObjectMeta' }],
  };
  const strings = { type: 'object', additionalProperties: { type: 'string' } };
  return {
    components: {
      schemas: {
        'io.kubevirt.v1.VirtualMachine': virtualMachine,
        ObjectMeta: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            namespace: { type: 'string' },
            labels: strings,
            annotations: strings,
          },
        },
      },
    },
  };
}
