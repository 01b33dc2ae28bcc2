import { z } from 'zod';
import { ReleaseFault } from '../release/Release';
import { faultOf, RuleContext } from './RuleContext';

const policySchema = z.looseObject({
  spec: z.looseObject({
    podSelector: z.record(z.string(), z.unknown()).catch({}),
    policyTypes: z.array(z.string()).catch([]),
    ingress: z.array(z.unknown()).catch([]),
    egress: z
      .array(
        z.looseObject({
          ports: z
            .array(z.looseObject({ port: z.unknown().optional() }))
            .optional()
            .catch(undefined),
        }),
      )
      .catch([]),
  }),
});

const isEmpty = (selector: Record<string, unknown>) =>
  Object.values(selector).every(
    value =>
      value === undefined ||
      (typeof value === 'object' &&
        value !== null &&
        Object.keys(value).length === 0),
  );

/** VAL-083: a policy is about the application's own pods, and lets them resolve names. */
export function checkNetworkPolicies({ objects }: RuleContext): ReleaseFault[] {
  const policies = objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(rendered => {
      const parsed = policySchema.safeParse(rendered.object);
      return parsed.success ? [{ rendered, spec: parsed.data.spec }] : [];
    });
  const withDns = policies.some(({ spec }) =>
    spec.egress.some(
      ({ ports }) => !ports || ports.some(({ port }) => port === 53),
    ),
  );
  return policies.flatMap(({ rendered, spec }) => [
    ...(isEmpty(spec.podSelector)
      ? [
          faultOf(rendered, {
            rule: 'VAL-083',
            message:
              'is about every pod of the namespace, also those of others. It has to name the labels of the application.',
            messageKo:
              '네임스페이스의 모든 Pod에 적용되어 다른 애플리케이션도 막습니다. 자기 레이블을 지정해야 합니다.',
          }),
        ]
      : []),
    ...(spec.policyTypes.includes('Egress') && !withDns
      ? [
          faultOf(rendered, {
            rule: 'VAL-083',
            values: 'allowTo',
            message: 'closes the way to DNS (port 53), so no name is found.',
            messageKo: 'DNS(포트 53)가 막혀 이름을 찾을 수 없습니다.',
          }),
        ]
      : []),
  ]);
}
