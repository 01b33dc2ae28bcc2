import { z } from 'zod';
import { Release, ReleaseFault } from '../release/Release';
import { containersOf, workloadsOf } from './PodTemplates';
import { faultOf, RuleContext } from './RuleContext';

const scalerSchema = z.looseObject({
  spec: z.looseObject({
    minReplicas: z.number().default(1),
    maxReplicas: z.number(),
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
  }),
});

/** Names of workloads and what their autoscaler allows. */
export function scalersOf(
  objects: RuleContext['objects'],
): { target: string; min: number; max: number }[] {
  return objects
    .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
    .flatMap(({ object }) => {
      const { data } = scalerSchema.safeParse(object);
      return data
        ? [
            {
              target: `${data.spec.scaleTargetRef.kind} ${data.spec.scaleTargetRef.name}`,
              min: data.spec.minReplicas,
              max: data.spec.maxReplicas,
            },
          ]
        : [];
    });
}

/** VAL-027, VAL-028, VAL-046: autoscaler, Git and Argo CD do not work against each other. */
export function checkScaling({
  release,
  objects,
}: RuleContext): ReleaseFault[] {
  const workloads = workloadsOf(objects);
  const faults: ReleaseFault[] = [];
  for (const scaler of objects.filter(
    ({ kind }) => kind === 'HorizontalPodAutoscaler',
  )) {
    const parsed = scalerSchema.safeParse(scaler.object);
    if (!parsed.success) {
      continue;
    }
    const { minReplicas, maxReplicas, scaleTargetRef } = parsed.data.spec;
    if (minReplicas > maxReplicas) {
      faults.push(
        faultOf(scaler, {
          rule: 'VAL-027',
          values: 'autoscaling.maxReplicas',
          message: `at least ${minReplicas} pods are more than at most ${maxReplicas}.`,
          messageKo: `최소 Pod 수 ${minReplicas}이(가) 최대 Pod 수 ${maxReplicas}보다 많습니다.`,
        }),
      );
    }
    const target = workloads.find(
      ({ rendered }) =>
        rendered.kind === scaleTargetRef.kind &&
        rendered.metadata.name === scaleTargetRef.name,
    );
    if (
      !target ||
      containersOf(target).some(
        ({ resources }) => resources?.requests?.cpu === undefined,
      )
    ) {
      faults.push(
        faultOf(scaler, {
          rule: 'VAL-027',
          values: 'autoscaling',
          message:
            'needs a target with a CPU request in each container, or it cannot tell how busy the pods are.',
          messageKo:
            '대상 Pod의 모든 컨테이너에 CPU request가 있어야 합니다. 없으면 얼마나 바쁜지 알 수 없습니다.',
        }),
      );
    }
    if (target?.spec.replicas !== undefined) {
      faults.push(
        faultOf(target.rendered, {
          rule: 'VAL-028',
          values: 'replicas',
          message:
            'the number of pods is left to the autoscaler: leave out replicas.',
          messageKo: 'Pod 수는 오토스케일러가 정하므로 replicas를 빼야 합니다.',
        }),
      );
    }
    if (target && !ignores(release, target.rendered.kind, '/spec/replicas')) {
      faults.push({
        rule: 'VAL-028',
        field: 'spec.ignoreDifferences',
        message: `the Application needs ignoreDifferences on /spec/replicas of ${target.rendered.kind}, or Argo CD undoes the autoscaler.`,
        messageKo: `Application에 ${target.rendered.kind}의 /spec/replicas에 대한 ignoreDifferences가 있어야 합니다. 없으면 Argo CD가 오토스케일러를 되돌립니다.`,
      });
    }
  }
  for (const { rendered } of workloads) {
    if (
      rendered.kind === 'StatefulSet' &&
      rendered.object.spec !== undefined &&
      Object.hasOwn(rendered.object.spec as object, 'volumeClaimTemplates') &&
      !ignores(release, 'StatefulSet', '/spec/volumeClaimTemplates')
    ) {
      faults.push({
        rule: 'VAL-046',
        field: 'spec.ignoreDifferences',
        message:
          'the Application needs ignoreDifferences on /spec/volumeClaimTemplates of StatefulSet, or it is never in sync.',
        messageKo:
          'Application에 StatefulSet의 /spec/volumeClaimTemplates에 대한 ignoreDifferences가 있어야 합니다. 없으면 계속 OutOfSync로 남습니다.',
      });
    }
  }
  return faults;
}

function ignores(release: Release, kind: string, pointer: string): boolean {
  return release.ignoreDifferences.some(
    one =>
      one.kind === kind &&
      (one.group === undefined || one.group === 'apps') &&
      (one.jsonPointers.includes(pointer) ||
        one.jqPathExpressions.includes(pointer.replace(/\//g, '.'))),
  );
}
