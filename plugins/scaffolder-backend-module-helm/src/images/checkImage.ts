import { LoggerService } from '@backstage/backend-plugin-api';
import { Harbor, isHarborError } from '@naru/plugin-harbor-node';
import { ReleaseFault } from '../release/Release';
import { parseImageName } from './ImageName';

/** Where images may come from, and who knows whether they exist. */
export interface ImageSources {
  harbor: Harbor;
  /** Registries besides those of Harbor. */
  registries: string[];
  logger: LoggerService;
}

/** VAL-020: an image has a tag that says what runs, comes from an approved registry, and exists. */
export async function checkImage(
  image: string,
  sources: ImageSources,
  signal?: AbortSignal,
): Promise<ReleaseFault[]> {
  const fault = (
    message: string,
    messageKo: string,
    severity?: 'warn',
  ): ReleaseFault[] => [
    { rule: 'VAL-020', severity, values: 'image', message, messageKo },
  ];
  const name = parseImageName(image);
  if (!name) {
    return fault(
      `"${shorten(image)}" is not <registry>/<project>/<repository>:<tag>.`,
      `"${shorten(
        image,
      )}"은(는) <레지스트리>/<프로젝트>/<저장소>:<태그> 형식이 아닙니다.`,
    );
  }
  const { registry, project, repository, tag, digest } = name;
  const faults: ReleaseFault[] = [];
  if (tag === undefined || tag === 'latest') {
    faults.push(
      ...fault(
        `${project}/${repository} needs a tag, and not "latest": nobody could say what runs.`,
        `${project}/${repository}에는 태그가 있어야 하고 "latest"는 쓸 수 없습니다. 무엇이 실행되는지 알 수 없기 때문입니다.`,
      ),
    );
  }
  const instance = sources.harbor.findByRegistry(registry);
  if (!instance) {
    if (!sources.registries.includes(registry)) {
      const known = [
        ...sources.harbor.instances.map(one => one.registry),
        ...sources.registries,
      ].join(', ');
      faults.push(
        ...fault(
          `the registry ${registry} is not one of ours: ${
            known || 'none'
          }. Push the image to Harbor.`,
          `${registry}은(는) 허용된 레지스트리(${
            known || '없음'
          })가 아닙니다. 이미지를 Harbor에 올려 주세요.`,
        ),
      );
    }
    return faults;
  }
  const reference = digest ?? tag;
  if (faults.length > 0 || reference === undefined) {
    return faults;
  }
  try {
    const found = await sources.harbor.artifact(
      { project, repository, reference },
      { instance: instance.name, signal },
    );
    return found
      ? []
      : fault(
          `Harbor has no image ${project}/${repository}:${
            tag ?? reference
          }. Choose a tag that is there, or push it first.`,
          `Harbor에 ${project}/${repository}:${
            tag ?? reference
          } 이미지가 없습니다. 있는 태그를 고르거나 이미지를 먼저 올려 주세요.`,
        );
  } catch (error) {
    if (!isHarborError(error)) {
      throw error;
    }
    sources.logger.warn(`An image could not be checked: ${error.message}`);
    if (error.kind === 'forbidden') {
      return fault(
        `Harbor has no project ${project} that the portal may see. Look at the name; if it is right, tell the platform team.`,
        `포털이 볼 수 있는 ${project} 프로젝트가 Harbor에 없습니다. 이름을 확인하고, 맞다면 플랫폼 팀에 알려 주세요.`,
      );
    }
    return fault(
      `it could not be checked whether ${project}/${repository}:${
        tag ?? reference
      } exists, because Harbor does not answer. Look at the tag once more.`,
      `Harbor가 응답하지 않아 ${project}/${repository}:${
        tag ?? reference
      } 이미지가 있는지 확인하지 못했습니다. 태그를 한 번 더 확인해 주세요.`,
      'warn',
    );
  }
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
