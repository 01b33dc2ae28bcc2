import type { KubernetesObject } from '../../kubernetes/KubernetesApi';
import type { AppProject } from '../model/AppProject';
import { CASCADE_FINALIZER } from '../model/Application';
import type { ApplicationSet } from '../model/ApplicationSet';
import { isJsonObject, type JsonObject, textAt } from '../model/JsonValue';
import {
  generateParameters,
  type GenerationOptions,
} from './generateParameters';
import { goRenderer } from './goTemplate';
import { plainRenderer, renderTemplate } from './renderTemplate';
import { TemplateError } from './TemplateError';

/** Why an ApplicationSet makes nothing; `reason` is that of the condition. */
export class GenerationError extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.name = 'GenerationError';
    this.reason = reason;
  }
}

/**
 * The Applications that an ApplicationSet asks for.
 *
 * @throws GenerationError
 */
export async function generateApplications(
  set: ApplicationSet,
  options: Omit<GenerationOptions, 'goTemplate'> & {
    project: (name: string) => AppProject | undefined;
  },
): Promise<KubernetesObject[]> {
  if (set.spec.templatePatch !== undefined) {
    throw new GenerationError(
      'RenderTemplateParamsError',
      'the lab does not play templatePatch',
    );
  }
  const goTemplate = set.spec.goTemplate ?? false;
  const applications: KubernetesObject[] = [];
  for (const generator of set.spec.generators) {
    const parameters = await orGenerationError(
      'ApplicationGenerationFromParamsError',
      generateParameters(generator, { ...options, goTemplate }),
    );
    for (const entry of parameters) applications.push(fillIn(set, entry));
  }
  for (const application of applications) {
    const project = textAt(application, 'spec', 'project') ?? '';
    if (!options.project(project)) {
      throw new GenerationError(
        'ApplicationGenerationFromParamsError',
        `error getting project ${project}: AppProject.argoproj.io "${project}" not found`,
      );
    }
  }
  return applications;
}

async function orGenerationError<T>(
  reason: string,
  promise: Promise<T>,
): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw new GenerationError(reason, (error as Error).message);
  }
}

function fillIn(set: ApplicationSet, parameters: JsonObject): KubernetesObject {
  const { template, goTemplate, goTemplateOptions = [] } = set.spec;
  const render = goTemplate
    ? goRenderer(parameters, {
        missingKeyIsError: goTemplateOptions.includes('missingkey=error'),
      })
    : plainRenderer(parameters);
  let filled: unknown;
  try {
    filled = renderTemplate(template, render);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new GenerationError('RenderTemplateParamsError', error.message);
  }
  const metadata =
    isJsonObject(filled) && isJsonObject(filled.metadata)
      ? filled.metadata
      : {};
  const keepsObjects =
    set.spec.syncPolicy?.preserveResourcesOnDeletion ?? false;
  const finalizers = template.metadata.finalizers ?? [];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: textAt(metadata, 'name') ?? '',
      namespace: set.namespace,
      ...textsOf('labels', metadata.labels),
      ...textsOf('annotations', metadata.annotations),
      finalizers:
        finalizers.length > 0 || keepsObjects
          ? finalizers
          : [CASCADE_FINALIZER],
      ownerReferences: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'ApplicationSet',
          name: set.name,
          uid: set.uid,
        },
      ],
    },
    spec: isJsonObject(filled) ? filled.spec : {},
  };
}

function textsOf(
  field: 'labels' | 'annotations',
  values: unknown,
): Record<string, Record<string, string>> {
  if (!isJsonObject(values)) return {};
  return {
    [field]: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, String(value)]),
    ),
  };
}
