import {
  type Entity,
  isGroupEntity,
  isUserEntity,
} from '@backstage/catalog-model';
import { defaultCatalogCollatorEntityTransformer } from '@backstage/plugin-search-backend-module-catalog';

/** Annotations whose values people know and search for. */
const WORTH_FINDING =
  /^(?:naru\.io\/(?:cluster|namespace|name|request|requested-by|source-file|ip|ips|image|title)|github\.com\/project-slug|gitea\.com\/repository|argocd\/app-name)$/u;

const MAX_VALUE = 200;

/** What people in Korea and elsewhere call kinds and types. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  template: ['template', '템플릿', '신청'],
  group: ['team', '팀', '그룹'],
  user: ['person', '사람', '사용자'],
  component: ['component', '컴포넌트'],
  system: ['system', '시스템'],
  api: ['API'],
  domain: ['domain', '도메인'],
  'virtual-machine': ['VM', 'virtual machine', '가상 머신'],
  'golden-image': ['golden image', '골든 이미지'],
  database: ['database', '데이터베이스'],
  service: ['service', '서비스'],
  website: ['website', '웹 사이트'],
};

const texts = (values: readonly unknown[]): string[] =>
  values
    .flat()
    .filter((value): value is string => typeof value === 'string')
    .map(value => value.slice(0, MAX_VALUE));

/**
 * An entity as a document: the stock fields, and its name beside its title, tags, people's names and addresses, a group's
 * people, the values of annotations that people know, and titles of links.
 */
export function entityDocument(entity: Entity) {
  const { metadata, spec } = entity;
  const profile =
    isUserEntity(entity) || isGroupEntity(entity)
      ? entity.spec.profile
      : undefined;
  const namespace = metadata.namespace ?? 'default';
  const annotations = Object.entries(metadata.annotations ?? {})
    .filter(([key]) => WORTH_FINDING.test(key))
    .map(([, value]) => value);
  return {
    ...defaultCatalogCollatorEntityTransformer(entity),
    names: texts([
      metadata.name,
      ...(namespace === 'default' ? [] : [`${namespace}/${metadata.name}`]),
      profile?.displayName,
      profile?.email,
    ]),
    tags: texts(metadata.tags ?? []),
    keywords: texts([
      ...(CALLED[entity.kind.toLowerCase()] ?? []),
      ...(CALLED[String(spec?.type)] ?? []),
      ...annotations,
      ...(metadata.links ?? []).map(link => link.title),
      spec?.system,
    ]),
  };
}
