import { GoldenImage, parseQuantity } from '@naru/plugin-kubevirt-node';
import { RequestPolicy } from '../RequestPolicy';
import { RuleFault, VirtualMachineManifest } from './VirtualMachineManifest';

type DataVolume = VirtualMachineManifest['spec']['dataVolumeTemplates'][number];

/** VAL-050, VAL-051, VAL-053: disks come from known images, on the right storage, and are large enough. */
export function checkImages(
  { spec }: VirtualMachineManifest,
  images: GoldenImage[],
  policy: RequestPolicy,
): RuleFault[] {
  const containerDisks = spec.template.spec.volumes.flatMap(
    ({ containerDisk }, index) =>
      containerDisk &&
      !isAllowed(`docker://${containerDisk.image}`, policy.imageSources)
        ? [
            {
              rule: 'VAL-050',
              field: `spec.template.spec.volumes.${index}.containerDisk.image`,
              message:
                'does not come from an allowed registry. Choose a golden image.',
            },
          ]
        : [],
  );
  return [
    ...containerDisks,
    ...spec.dataVolumeTemplates.flatMap((dataVolume, index) => {
      const field = `spec.dataVolumeTemplates.${index}.spec`;
      return [
        ...checkSource(dataVolume, field, images, policy),
        ...checkStorage(dataVolume, field, images, policy),
      ];
    }),
  ];
}

function checkSource(
  { spec }: DataVolume,
  field: string,
  images: GoldenImage[],
  { imageSources }: RequestPolicy,
): RuleFault[] {
  const { sourceRef, source } = spec;
  if (sourceRef) {
    return imageOf(sourceRef, images)
      ? []
      : [
          {
            rule: 'VAL-053',
            field: `${field}.sourceRef`,
            message: `${sourceRef.namespace ?? '?'}/${
              sourceRef.name
            } is not a golden image. There are: ${
              images.map(({ name }) => name).join(', ') || 'none'
            }.`,
          },
        ];
  }
  const [kind, details] = Object.entries(source ?? {}).at(0) ?? [];
  if (kind === 'blank') {
    return [];
  }
  if (
    (kind === 'http' || kind === 'registry') &&
    details?.url &&
    isAllowed(details.url, imageSources)
  ) {
    return [];
  }
  return [
    {
      rule: 'VAL-050',
      field: `${field}.source`,
      message: `is none of the allowed sources. Choose a golden image${
        imageSources.length > 0
          ? ` or a URL under ${imageSources.join(', ')}`
          : ''
      }.`,
    },
  ];
}

function checkStorage(
  { spec }: DataVolume,
  field: string,
  images: GoldenImage[],
  { storageClass }: RequestPolicy,
): RuleFault[] {
  const faults: RuleFault[] = [];
  if (spec.pvc !== undefined || spec.storage === undefined) {
    return [
      {
        rule: 'VAL-051',
        field: `${field}.storage`,
        message: 'must say class and size of the disk, instead of pvc.',
      },
    ];
  }
  if (spec.storage.storageClassName !== storageClass) {
    faults.push({
      rule: 'VAL-051',
      field: `${field}.storage.storageClassName`,
      message: `must be ${storageClass}.`,
    });
  }
  const size = parseQuantity(spec.storage.resources?.requests?.storage);
  const image = spec.sourceRef && imageOf(spec.sourceRef, images);
  const minimum = parseQuantity(image?.minimumSize);
  if (size === undefined || size <= 0) {
    faults.push({
      rule: 'VAL-051',
      field: `${field}.storage.resources.requests.storage`,
      message: 'must be a size such as 20Gi.',
    });
  } else if (image && minimum !== undefined && size < minimum) {
    faults.push({
      rule: 'VAL-051',
      field: `${field}.storage.resources.requests.storage`,
      message: `is smaller than ${image.title} needs. Make the disk at least ${image.minimumSize}.`,
    });
  }
  return faults;
}

function imageOf(
  sourceRef: { kind: string; name: string; namespace?: string },
  images: GoldenImage[],
): GoldenImage | undefined {
  return images.find(
    ({ name, namespace }) =>
      sourceRef.kind === 'DataSource' &&
      sourceRef.name === name &&
      sourceRef.namespace === namespace,
  );
}

function isAllowed(url: string, sources: string[]): boolean {
  // What a URL parser would walk out of, or sign in with, is not below the beginning it seems to have.
  return (
    !/[@\\]|\.\.|%2e/i.test(url) &&
    sources.some(source => url.startsWith(source))
  );
}
