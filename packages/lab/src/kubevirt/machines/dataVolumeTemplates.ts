import {
  LAB_CONTROLLER,
  type KubernetesObject,
} from '../../kubernetes/KubernetesApi';
import type { KubevirtContext } from '../KubevirtContext';
import { controllerReference } from '../objectKeys';
import { CLAIMS, DATA_SOURCES, DATA_VOLUMES } from '../resources';
import type {
  DataVolume,
  DataVolumeSpec,
  DataVolumeTemplate,
  VirtualMachine,
} from '../types';
import { mayUseSource } from './mayUseSource';

/** A DataVolume of a machine cannot be made; the machine shows it as its `Failure` condition. */
export class DataVolumeCreateError extends Error {
  readonly reason = 'FailedCreate';

  constructor(message: string) {
    super(`Error encountered while creating DataVolumes: ${message}`);
    this.name = 'DataVolumeCreateError';
  }
}

type Source = NonNullable<DataVolumeSpec['source']>;

const MAXIMUM_REFERENCES = 10;

/** What a DataSource leads to in the end: another DataSource may stand between. */
function resolveReference(
  { api }: KubevirtContext,
  reference: NonNullable<DataVolumeSpec['sourceRef']>,
  namespace: string,
): Source {
  let next: { name: string; namespace: string } | undefined = {
    name: reference.name,
    namespace: reference.namespace ?? namespace,
  };
  for (let hop = 0; next && hop < MAXIMUM_REFERENCES; hop++) {
    const found: KubernetesObject | undefined = api.find(
      DATA_SOURCES,
      next.namespace,
      next.name,
    );
    if (!found) {
      throw new DataVolumeCreateError(
        `unable to create DataVolume manifest: datasources.cdi.kubevirt.io "${next.name}" not found`,
      );
    }
    const { source } = found.spec as {
      source: Source & { dataSource?: { name: string; namespace: string } };
    };
    if (!source.dataSource) return source;
    next = source.dataSource;
  }
  throw new DataVolumeCreateError(
    'unable to create DataVolume manifest: the references of the DataSource never end',
  );
}

/** Source of a clone: its size and its namespace's rights matter. */
function checkSource(
  context: KubevirtContext,
  machine: VirtualMachine,
  template: DataVolumeTemplate,
  source: Source,
): void {
  const { api, events } = context;
  const { namespace = '' } = machine.metadata;
  const { name } = template.metadata;
  const origin = source.pvc ?? source.snapshot;
  if (!origin) return;
  if (source.pvc && !api.find(CLAIMS, origin.namespace, origin.name)) {
    events.warning(
      machine,
      'SourcePVCNotAvailabe',
      `Source PVC ${origin.name} not available: Target PVC ${name} will remain unpopulated until source is created`,
    );
  }
  if (origin.namespace === namespace) return;
  if (mayUseSource(api, namespace, origin.namespace)) return;
  const why = `User system:serviceaccount:${namespace}:default has insufficient permissions in clone source namespace ${origin.namespace}`;
  events.warning(
    machine,
    'UnauthorizedDataVolumeCreate',
    `Not authorized to create DataVolume ${name}: ${why}`,
  );
  throw new DataVolumeCreateError(
    `not authorized to create DataVolume: ${why}`,
  );
}

function create(
  context: KubevirtContext,
  machine: VirtualMachine,
  template: DataVolumeTemplate,
): DataVolume {
  const { namespace = '' } = machine.metadata;
  const { sourceRef, ...spec } = template.spec;
  const source = sourceRef
    ? resolveReference(context, sourceRef, namespace)
    : spec.source;
  if (source) checkSource(context, machine, template, source);
  const created = context.api.create(
    DATA_VOLUMES,
    {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: {
        name: template.metadata.name,
        namespace,
        labels: {
          ...template.metadata.labels,
          'kubevirt.io/created-by': machine.metadata.uid ?? '',
        },
        annotations: {
          ...template.metadata.annotations,
          'cdi.kubevirt.io/allowClaimAdoption': 'true',
        },
        ownerReferences: [controllerReference(machine)],
      },
      spec: { ...spec, source },
    },
    { as: LAB_CONTROLLER },
  ) as DataVolume;
  context.events.normal(
    machine,
    'SuccessfulDataVolumeCreate',
    `Created DataVolume ${template.metadata.name}`,
  );
  return created;
}

/**
 * Makes the DataVolumes of a machine's templates that are missing.
 *
 * @throws DataVolumeCreateError
 */
export function ensureDataVolumes(
  context: KubevirtContext,
  machine: VirtualMachine,
): void {
  const { namespace } = machine.metadata;
  for (const template of machine.spec.dataVolumeTemplates ?? []) {
    const { name } = template.metadata;
    if (context.api.find(DATA_VOLUMES, namespace, name)) continue;
    // A claim of that name without a DataVolume is used as it is: somebody restored or kept it.
    if (context.api.find(CLAIMS, namespace, name)) continue;
    create(context, machine, template);
  }
}

/** The DataVolumes that a machine's volumes name and that exist. */
export function dataVolumesOf(
  { api }: Pick<KubevirtContext, 'api'>,
  machine: VirtualMachine,
): DataVolume[] {
  const { namespace } = machine.metadata;
  const found: DataVolume[] = [];
  for (const volume of machine.spec.template.spec.volumes ?? []) {
    const name = volume.dataVolume?.name;
    const object = name && api.find(DATA_VOLUMES, namespace, name);
    if (object) found.push(object as DataVolume);
  }
  return found;
}

/** Name of the claim behind a volume. */
export function claimNameOf(volume: {
  dataVolume?: { name?: string };
  persistentVolumeClaim?: { claimName?: string };
}): string | undefined {
  return volume.dataVolume?.name ?? volume.persistentVolumeClaim?.claimName;
}
