import { createApiMock, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  scaffolderApiRef,
  type LogEvent,
  type ScaffolderApi,
  type ScaffolderTask,
} from '@backstage/plugin-scaffolder-react';
import {
  FakeRunbooks,
  matchedCase,
} from '@naru/plugin-runbooks-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { TaskRunbooks } from './TaskRunbooks';

const scaffolderApiMock = createApiMock(scaffolderApiRef, () => ({
  getTemplateParameterSchema: jest.fn(),
  scaffold: jest.fn(),
  getTask: jest.fn(),
  cancelTask: jest.fn(),
  retry: jest.fn(),
  listTasks: jest.fn(),
  getIntegrationsList: jest.fn(),
  listActions: jest.fn(),
  listTemplatingExtensions: jest.fn(),
  streamLogs: jest.fn(),
  dryRun: jest.fn(),
  autocomplete: jest.fn(),
}));

/** The last event carries the error, which its type does not know. */
type TaskEvent = LogEvent & { body: { error?: Error } };

const MESSAGE = 'Merge refused: branch is protected';

const task: ScaffolderTask = {
  id: 'task-1',
  status: 'failed',
  createdAt: '2026-11-21T09:00:00Z',
  lastHeartbeatAt: '2026-11-21T09:00:02Z',
  spec: {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    parameters: {},
    output: {},
    steps: [
      { id: 'fetch', name: 'Fetch', action: 'fetch:template' },
      { id: 'publish', name: 'Publish', action: 'publish:gitea' },
    ],
  },
};

type Stream = ReturnType<ScaffolderApi['streamLogs']>;

/** Gives all events to whoever subscribes. */
function streamOf(events: LogEvent[]): Stream {
  const stream: Stream = {
    [Symbol.observable]: () => stream,
    subscribe: (observer?: unknown) => {
      if (isObserver(observer)) {
        events.forEach(event => observer.next(event));
      }
      return { unsubscribe: () => {}, closed: false };
    },
  };
  return stream;
}

function isObserver(
  observer: unknown,
): observer is { next(event: LogEvent): void } {
  return typeof observer === 'object' && observer !== null;
}

/** Opens the page of a task whose second step ended as `error` says. */
function open(error: { name: string; message: string } | undefined) {
  const runbooks = new FakeRunbooks(({ system, message }) =>
    system === 'git' ? matchedCase({ title: message }) : undefined,
  );
  const events: TaskEvent[] = [
    {
      id: 1,
      taskId: 'task-1',
      type: 'log',
      createdAt: '2026-11-21T09:00:00Z',
      body: { message: 'begins', stepId: 'publish', status: 'processing' },
    },
    {
      id: 2,
      taskId: 'task-1',
      type: 'log',
      createdAt: '2026-11-21T09:00:01Z',
      body: { message: 'ends', stepId: 'publish', status: 'failed' },
    },
    {
      id: 3,
      taskId: 'task-1',
      type: 'completion',
      createdAt: '2026-11-21T09:00:02Z',
      body: { message: 'done', error },
    },
  ];
  const streamLogs = jest.fn(() => streamOf(events));
  const getTask = async () => task;
  renderInTestApp(
    <Routes>
      <Route path="/create/tasks/*" element={<TaskRunbooks />} />
    </Routes>,
    {
      apis: [scaffolderApiMock({ getTask, streamLogs }), ...runbooks.apis()],
      initialRouteEntries: ['/create/tasks/task-1'],
    },
  );
  return { streamLogs, runbooks };
}

describe('TaskRunbooks', () => {
  it('has the runbook for the error of the step that failed', async () => {
    open({ name: 'Error', message: MESSAGE });
    expect(
      await screen.findByRole('button', { name: new RegExp(MESSAGE) }),
    ).toBeInTheDocument();
  });

  it('has nothing to say of a task that went well', async () => {
    const { streamLogs, runbooks } = open(undefined);
    await waitFor(() => expect(streamLogs).toHaveBeenCalled());
    expect(runbooks.asked).toEqual([]);
  });
});
