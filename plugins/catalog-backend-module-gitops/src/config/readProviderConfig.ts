import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';

/** What `catalog.providers.gitops` says. */
export interface ProviderConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Folder whose folders are applications, without slashes around it. */
  folder: string;
  /** Lower-case. */
  kinds: string[];
  /** Lower-case. */
  namespaces: string[];
  /** From 0 to 1. */
  maximumRemovalShare: number;
}

const KEY = 'catalog.providers.gitops';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 2 },
  timeout: { minutes: 2 },
};

/**
 * Reads `catalog.providers.gitops`.
 *
 * @throws Error with one line that names the key and what is wrong with it
 */
export function readProviderConfig(config: Config): ProviderConfig {
  const section = config.getOptionalConfig(KEY);
  const schedule = section?.getOptionalConfig('schedule');
  const folder = section?.getOptionalString('folder') ?? 'apps';
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(folder)) {
    throw new Error(
      `Config ${KEY}.folder: must be the path of a folder, e.g. apps`,
    );
  }
  const maximumRemovalShare =
    section?.getOptionalNumber('maximumRemovalShare') ?? 0.2;
  if (!(maximumRemovalShare >= 0 && maximumRemovalShare <= 1)) {
    throw new Error(
      `Config ${KEY}.maximumRemovalShare: must be a number from 0 to 1`,
    );
  }
  const words = (name: string, preset: string[]) =>
    (section?.getOptionalStringArray(name) ?? preset).map(word =>
      word.toLowerCase(),
    );
  const kinds = words('kinds', ['Component', 'API', 'Resource']);
  if (kinds.includes('location') || kinds.includes('template')) {
    throw new Error(
      `Config ${KEY}.kinds: must hold neither Location nor Template, which lead to what nobody reviewed`,
    );
  }
  return {
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : DEFAULT_SCHEDULE,
    folder,
    kinds,
    namespaces: words('namespaces', ['default']),
    maximumRemovalShare,
  };
}
