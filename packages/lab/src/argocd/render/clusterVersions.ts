import type { KubernetesApi } from '../../kubernetes/KubernetesApi';
import { isJsonObject, listAt, textAt } from '../model/JsonValue';

const DEFINITIONS = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
};

/** Version of Kubernetes that the lab's cluster plays, as charts see it. */
export const KUBE_VERSION = '1.34';

/** API versions that the cluster serves beside Kubernetes' own: `<group>/<version>` and `<group>/<version>/<kind>`. */
export function clusterVersions(api: KubernetesApi): string[] {
  const versions = api.list(DEFINITIONS).items.flatMap(definition => {
    const group = textAt(definition, 'spec', 'group');
    const kind = textAt(definition, 'spec', 'names', 'kind');
    return listAt(definition, 'spec', 'versions')
      .filter(version => isJsonObject(version) && version.served === true)
      .flatMap(version => {
        const name = `${group}/${textAt(version, 'name')}`;
        return [name, `${name}/${kind}`];
      });
  });
  return [...new Set(versions)].sort();
}
