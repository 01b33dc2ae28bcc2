import { ZodError } from 'zod';
import { type LabClock, timestamp } from '../clock/LabClock';
import {
  type KubernetesApi,
  type KubernetesObject,
  LAB_CONTROLLER,
} from '../kubernetes/KubernetesApi';
import {
  APPLICATIONS,
  type Application,
  parseApplication,
} from './model/Application';
import {
  APP_PROJECTS,
  type AppProject,
  parseAppProject,
} from './model/AppProject';
import { isJsonObject, type JsonObject } from './model/JsonValue';
import { mergePatchBetween } from './model/mergePatchBetween';

/** Reads Applications and AppProjects from the API and writes what the controller has to say about them. */
export class ApplicationStore {
  readonly #api: KubernetesApi;
  readonly #clock: LabClock;
  readonly #namespace: string;

  constructor(options: {
    api: KubernetesApi;
    clock: LabClock;
    /** Namespace of Argo CD: Applications and projects live there. */
    namespace: string;
  }) {
    this.#api = options.api;
    this.#clock = options.clock;
    this.#namespace = options.namespace;
  }

  /** The Application as it is now, undefined when it is gone. */
  find(name: string): Application | undefined {
    const object = this.#api.find(APPLICATIONS, this.#namespace, name);
    return object && parseApplication(object);
  }

  project(name: string): AppProject | undefined {
    const object = this.#api.find(APP_PROJECTS, this.#namespace, name);
    return object && parseAppProject(object);
  }

  /** Merges into the Application; nothing happens when it is gone. */
  patch(name: string, body: JsonObject): void {
    if (!this.#api.find(APPLICATIONS, this.#namespace, name)) return;
    this.#api.patch(APPLICATIONS, this.#namespace, name, 'merge', body, {
      as: LAB_CONTROLLER,
      fieldManager: 'argocd-application-controller',
    });
  }

  /** Makes the status what is given, in one write, and only when something differs. */
  writeStatus(
    application: Application,
    status: JsonObject,
    more: JsonObject = {},
  ): void {
    const before = isJsonObject(application.object.status)
      ? application.object.status
      : {};
    const patch = mergePatchBetween(before, status);
    if (!patch && Object.keys(more).length === 0) return;
    this.patch(application.name, {
      ...more,
      ...(patch ? { status: patch } : {}),
    });
  }

  /**
   * Conditions as they are to be written: one that was there before keeps its time.
   *
   * @returns undefined when there are none
   */
  conditions(
    application: Application,
    conditions: { type: string; message: string }[],
  ): JsonObject[] | undefined {
    const now = timestamp(this.#clock);
    const before = application.status?.conditions ?? [];
    const written = conditions.map(({ type, message }) => ({
      lastTransitionTime:
        before.find(old => old.type === type && old.message === message)
          ?.lastTransitionTime ?? now,
      message,
      type,
    }));
    return written.length > 0 ? written : undefined;
  }

  /** A health as it is to be written: its time is that of the last change. */
  health(application: Application, status: string): JsonObject {
    const before = application.status?.health;
    return {
      lastTransitionTime:
        before?.status === status && before.lastTransitionTime
          ? before.lastTransitionTime
          : timestamp(this.#clock),
      status,
    };
  }

  /** Shows on the Application what went wrong in the controller itself. */
  showFailure(object: KubernetesObject, error: unknown): void {
    const message =
      error instanceof ZodError
        ? error.issues
            .map(issue => `${issue.path.join('.')}: ${issue.message}`)
            .join('; ')
        : (error as Error).message;
    this.patch(object.metadata.name, {
      status: {
        conditions: [
          {
            lastTransitionTime: timestamp(this.#clock),
            message,
            type: 'UnknownError',
          },
        ],
      },
    });
  }
}
