import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EntityApplication,
  ObjectTrouble,
} from '@naru/plugin-gitops-common';
import { relativeTime, useLanguage } from '@naru/plugin-naru-react';
import { gitopsTranslationRef } from '../../translations/gitopsTranslationRef';
import { troubleKind, type TroubleKind } from './troubleKind';

/** A trouble in the words of the reader. */
export interface TroubleWords {
  /** What happens, one sentence. */
  what: string;
  /** What to do. */
  advice: string;
  /** The system's word, exit code, restarts: short, to be joined. */
  facts: string[];
}

const ENVIRONMENTS = ['staging', 'production'] as const;
const EXIT_CODES = ['1', '126', '127', '134', '137', '139', '143'] as const;

/** Reasons of an end that say no more than that there was one. */
const TELLING_NOTHING = new Set(['Error', 'Completed']);
/** Troubles whose time is that of the last end of the container. */
const ENDED = new Set<TroubleKind>(['crashLoop', 'stopped', 'outOfMemory']);

/** The words for what Applications and their objects say. */
export function useApplicationWords() {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const language = useLanguage();

  const exitCode = (code: number) => {
    const known = EXIT_CODES.find(one => one === String(code));
    return known
      ? t(`application.exitCode.${known}`)
      : t('application.troubleFact.exitCode', { code: String(code) });
  };

  return {
    /** The environment of an Application; its name when it has none. */
    environment({
      environment,
      name,
    }: Pick<EntityApplication, 'environment' | 'name'>): string {
      const known = ENVIRONMENTS.find(one => one === environment);
      return known
        ? t(`application.environment.${known}`)
        : environment ?? name;
    },

    exitCode,

    trouble(trouble: ObjectTrouble): TroubleWords {
      const kind = troubleKind(trouble);
      const { container, reason, exitReason, restarts, since, count } = trouble;
      const object = objectTitle(trouble);
      const where = container
        ? t('application.where.container', { container, object })
        : object;
      return {
        what: capitalised(
          t(`application.trouble.${kind}.what`, { where, reason }),
        ),
        advice: t(`application.trouble.${kind}.advice`),
        facts: [
          exitReason &&
          !TELLING_NOTHING.has(exitReason) &&
          exitReason !== reason
            ? `${reason}, ${exitReason}`
            : reason,
          trouble.exitCode === undefined ? [] : exitCode(trouble.exitCode),
          restarts
            ? t('application.troubleFact.restarts', { count: restarts })
            : [],
          since
            ? t(
                `application.troubleFact.${
                  ENDED.has(kind) ? 'ended' : 'since'
                }`,
                {
                  time: relativeTime(new Date(since), language),
                },
              )
            : [],
          count > 1 ? t('application.troubleFact.same', { count }) : [],
        ].flat(),
      };
    },
  };
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** An object by kind and name, as people write it. */
export function objectTitle(object: { kind: string; name: string }): string {
  return `${object.kind} ${object.name}`;
}
