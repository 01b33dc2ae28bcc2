import { Manifest, ManifestFault } from '@naru/plugin-gitops-node';
import { placeOf } from './pathRules';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** A Service has to begin with a letter. */
const APP_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const MAX_APP_NAME = 50;
/** `<team>-vms-<environment>` are the Applications of machines. */
const RESERVED_SUFFIX = '-vms';

/** VAL-010: names that Kubernetes takes everywhere. */
export function checkName({ path, metadata }: Manifest): ManifestFault[] {
  return DNS_LABEL.test(metadata.name)
    ? []
    : [
        {
          rule: 'VAL-010',
          path,
          field: 'metadata.name',
          message:
            'must be 1 to 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit.',
          messageKo:
            "영문 소문자, 숫자, '-'로 63자까지 쓸 수 있고, 글자나 숫자로 시작하고 끝나야 합니다.",
        },
      ];
}

/** VAL-010: the name of an application leaves room for suffixes, and its Service may have it. */
export function checkAppName(path: string): ManifestFault[] {
  const place = placeOf(path);
  if (
    !place ||
    place.folder === 'kubernetes' ||
    (APP_NAME.test(place.app) &&
      place.app.length <= MAX_APP_NAME &&
      !place.app.endsWith(RESERVED_SUFFIX))
  ) {
    return [];
  }
  if (place.app.endsWith(RESERVED_SUFFIX)) {
    return [
      {
        rule: 'VAL-010',
        path,
        field: 'metadata.name',
        message: `the name must not end with ${RESERVED_SUFFIX}: Applications of machines are named so.`,
        messageKo: `이름은 ${RESERVED_SUFFIX}로 끝날 수 없습니다. VM의 Application이 쓰는 이름입니다.`,
      },
    ];
  }
  return [
    {
      rule: 'VAL-010',
      path,
      field: 'metadata.name',
      message: `the name must be 1 to ${MAX_APP_NAME} lower-case letters, digits and dashes, beginning with a letter and ending with a letter or digit.`,
      messageKo: `이름은 영문 소문자, 숫자, '-'로 ${MAX_APP_NAME}자까지 쓸 수 있고, 글자로 시작해서 글자나 숫자로 끝나야 합니다.`,
    },
  ];
}

/** VAL-042: objects go to the namespace of their team and environment. */
export function checkNamespace({ path, metadata }: Manifest): ManifestFault[] {
  const place = placeOf(path);
  if (place?.folder !== 'kubernetes') {
    return [];
  }
  const expected = `${place.team}-${place.environment}`;
  return metadata.namespace === expected
    ? []
    : [
        {
          rule: 'VAL-042',
          path,
          field: 'metadata.namespace',
          message: `must be ${expected}, the namespace of the team in ${place.environment}.`,
          messageKo: `${place.environment} 환경에서 팀의 네임스페이스인 ${expected}여야 합니다.`,
        },
      ];
}

/** VAL-011: no object is defined twice within a change. */
export function checkRepetition(manifests: Manifest[]): ManifestFault[] {
  const seen = new Map<string, string>();
  return manifests.flatMap(manifest => {
    const identity = identityOf(manifest);
    const first = seen.get(identity);
    if (first === undefined) {
      seen.set(identity, manifest.path);
      return [];
    }
    return [
      {
        rule: 'VAL-011',
        path: manifest.path,
        field: 'metadata.name',
        message: `${manifest.kind} ${manifest.metadata.name} is in ${first} already. One file for one object.`,
        messageKo: `${manifest.kind} ${manifest.metadata.name}이(가) ${first}에도 있습니다. 오브젝트 하나는 파일 하나에만 둡니다.`,
      },
    ];
  });
}

/** Kind, namespace and name; the version of the API does not make another object. */
export function identityOf(manifest: {
  apiVersion: string;
  kind: string;
  metadata: { namespace?: string; name: string };
}): string {
  const { apiVersion, kind, metadata } = manifest;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return JSON.stringify([group, kind, metadata.namespace ?? '', metadata.name]);
}
