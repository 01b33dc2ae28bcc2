import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Manifest, ManifestFault } from '@naru/plugin-gitops-node';
import { z } from 'zod';
import { placeOf } from './pathRules';

/** What a team may bring into the catalog; people, groups and locations come from elsewhere. */
const KINDS = ['Component', 'API', 'Resource'];

const specSchema = z.object({ spec: z.object({ owner: z.string() }) });

/** VAL-042: an entity in the folder of an application is owned by who asks for it, and takes nobody else's place. */
export function checkEntity(entity: Manifest, owner: string): ManifestFault[] {
  const { path, kind, metadata } = entity;
  const faults: ManifestFault[] = [];
  const refuse = (field: string, message: string, messageKo: string) =>
    faults.push({ rule: 'VAL-042', path, field, message, messageKo });
  if (!KINDS.includes(kind) || !entity.apiVersion.startsWith('backstage.io/')) {
    refuse(
      'kind',
      `must be ${KINDS.join(', ')} of backstage.io.`,
      `backstage.io의 ${KINDS.join(', ')}만 쓸 수 있습니다.`,
    );
  }
  if ((metadata.namespace ?? 'default') !== 'default') {
    refuse('metadata.namespace', 'must be default.', 'default여야 합니다.');
  }
  const place = placeOf(path);
  if (
    place?.folder === 'apps' &&
    metadata.name !== place.app &&
    !metadata.name.startsWith(`${place.app}-`)
  ) {
    refuse(
      'metadata.name',
      `must be ${place.app} or begin with ${place.app}-.`,
      `${place.app}이거나 ${place.app}-로 시작해야 합니다.`,
    );
  }
  const parsed = specSchema.safeParse(entity.object);
  if (!parsed.success || ownerOf(parsed.data.spec.owner) !== owner) {
    refuse('spec.owner', `must be ${owner}.`, `${owner}여야 합니다.`);
  }
  return faults;
}

function ownerOf(ref: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind: 'Group',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return undefined;
  }
}
