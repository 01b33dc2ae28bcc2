import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { LAB_CONTROLLER, type KubernetesApi } from './KubernetesApi';

const DIRECTORY = join(dirname(require.resolve('../../package.json')), 'crds');

const RESOURCE = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
};

/** Kinds whose objects are checked and kept; of what stands behind them, the lab plays External Secrets only. */
const FILES = [
  'cert-manager.yaml',
  'external-secrets.yaml',
  'istio.yaml',
  'monitoring.yaml',
  'network-attachment.yaml',
];

/** Makes the API serve the kinds of External Secrets, cert-manager, Istio, Prometheus Operator and Multus. */
export function installCustomResources(api: KubernetesApi): void {
  for (const file of FILES) {
    const text = readFileSync(join(DIRECTORY, file), 'utf8');
    for (const document of parseAllDocuments(text)) {
      const definition = document.toJS();
      api.patch(
        RESOURCE,
        undefined,
        definition.metadata.name,
        'apply',
        definition,
        { as: LAB_CONTROLLER, fieldManager: 'lab-installer', force: true },
      );
    }
  }
}
