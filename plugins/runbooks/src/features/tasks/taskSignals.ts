import type { Signal } from '@naru/plugin-runbooks-common';

/** What is known of a task that failed. */
export interface FailedTask {
  error: { name?: string; message: string };
  /** Action of the step that failed, e.g. `gitops:pull-request`. */
  action?: string;
}

const STATUS: Record<string, number> = {
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  ServiceUnavailableError: 503,
};

/** Who is behind an action; the first part of its name says what it is about. */
const SYSTEMS: Record<string, string> = {
  gitops: 'git',
  publish: 'git',
  fetch: 'git',
  harbor: 'harbor',
  kubernetes: 'kubernetes',
  argocd: 'argocd',
};

/** The error of a task: as Naru's own, and as that of the system which the step talked to. */
export function taskSignals(task: FailedTask): Signal[] {
  const { message } = task.error;
  const http = STATUS[task.error.name ?? ''];
  const system = SYSTEMS[task.action?.split(':')[0] ?? ''];
  return ['naru', ...(system ? [system] : [])].map(one => ({
    system: one,
    message,
    ...(http && { http }),
  }));
}
