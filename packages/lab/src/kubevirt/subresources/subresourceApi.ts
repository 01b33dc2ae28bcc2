import type { IncomingMessage } from 'node:http';
import type { AggregatedApi } from '../../kubernetes/KubernetesApi';
import type { KubevirtContext } from '../KubevirtContext';
import { applySizing, sizingOf } from '../machines/instancetypes';
import { KUBEVIRTS, VIRTUAL_MACHINES } from '../resources';
import type { VirtualMachine } from '../types';
import {
  badRequest,
  missing,
  PlainAnswer,
  sendError,
  sendJson,
} from './answers';
import { askAgent } from './guestAgent';
import { pause, reset, softReboot, unpause } from './guestActions';
import { migrate, restart, start, stop, type PowerCall } from './power';
import { readOptions } from './readOptions';

const GROUP = 'subresources.kubevirt.io';

interface Action {
  code: 200 | 202;
  run(call: PowerCall): void;
}

const MACHINE_ACTIONS: Record<string, Action> = {
  start: { code: 202, run: start },
  stop: { code: 202, run: stop },
  restart: { code: 202, run: restart },
  migrate: { code: 202, run: migrate },
};

const GUEST_ACTIONS: Record<string, Action> = {
  pause: { code: 200, run: pause },
  unpause: { code: 200, run: unpause },
  softreboot: { code: 200, run: softReboot },
  reset: { code: 200, run: reset },
};

const AGENT_QUESTIONS = ['guestosinfo', 'userlist', 'filesystemlist'] as const;
const STREAMS = ['console', 'vnc'];

const RESOURCES = [
  ...Object.keys(MACHINE_ACTIONS).map(name => `virtualmachines/${name}`),
  'virtualmachines/expand-spec',
  ...[...Object.keys(GUEST_ACTIONS), ...AGENT_QUESTIONS, ...STREAMS].map(
    name => `virtualmachineinstances/${name}`,
  ),
];

const VERSION = {
  gitVersion: 'v1.7.0',
  gitCommit: '50b9b4d0',
  gitTreeState: 'clean',
  buildDate: '2025-11-22T00:00:00Z',
  goVersion: 'go1.24',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const NO_PAGE = new PlainAnswer(404, '404: Page Not Found');
const NO_METHOD = new PlainAnswer(405, '405: Method Not Allowed');
const NOT_ACCEPTABLE = new PlainAnswer(
  406,
  '406: Not Acceptable\n\nAvailable representations: ',
);

interface Answer {
  code: number;
  body?: unknown;
}

/** A request to a subresource of one object. */
interface Call {
  context: KubevirtContext;
  method: string;
  accept: string | undefined;
  body: Buffer;
  namespace: string;
  kind: string;
  name: string;
  subresource: string;
}

function need(call: Call, method: 'GET' | 'PUT'): void {
  if (call.method !== method) throw NO_METHOD;
}

// These answer nothing or bytes, so a client that insists on JSON is turned away.
function needAnyType({ accept }: Call): void {
  const accepted = (accept ?? '*/*').split(',').map(item => item.split(';')[0]);
  if (!accepted.some(item => item.trim() === '*/*')) throw NOT_ACCEPTABLE;
}

function act(call: Call, action: Action): Answer {
  need(call, 'PUT');
  needAnyType(call);
  const { context, namespace, name, body } = call;
  action.run({ context, namespace, name, options: readOptions(body) });
  return { code: action.code };
}

function expand({ context, namespace, name }: Call): Answer {
  const { api } = context;
  const found = api.find(VIRTUAL_MACHINES, namespace, name);
  if (!found) throw missing('virtualmachine', name);
  const machine = found as VirtualMachine;
  const { instancetype, preference, ...spec } = machine.spec;
  try {
    const template = {
      ...spec.template,
      spec: applySizing(spec.template.spec, sizingOf(api, machine)),
    };
    return { code: 200, body: { ...machine, spec: { ...spec, template } } };
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}

function answerStream(call: Call): Answer {
  need(call, 'GET');
  needAnyType(call);
  throw new PlainAnswer(
    501,
    `501: the lab has no ${call.subresource} of ${call.namespace}/${call.name} yet`,
  );
}

function answerObject(call: Call): Answer {
  const { kind, subresource } = call;
  if (kind === 'virtualmachines') {
    const action = MACHINE_ACTIONS[subresource];
    if (action) return act(call, action);
    if (subresource !== 'expand-spec') throw NO_PAGE;
    need(call, 'GET');
    return expand(call);
  }
  if (kind !== 'virtualmachineinstances') throw NO_PAGE;
  const action = GUEST_ACTIONS[subresource];
  if (action) return act(call, action);
  if (STREAMS.includes(subresource)) return answerStream(call);
  const question = AGENT_QUESTIONS.find(item => item === subresource);
  if (!question) throw NO_PAGE;
  need(call, 'GET');
  const { context, namespace, name } = call;
  return { code: 200, body: askAgent(context, namespace, name, question) };
}

function answerHealth({ api }: KubevirtContext): Answer {
  const kubevirt = api.find(KUBEVIRTS, 'kubevirt', 'kubevirt');
  return {
    code: 200,
    body: {
      apiserver: {
        connectivity: 'ok',
        version: { major: '1', minor: '34', gitVersion: 'v1.34.2' },
      },
      'config-resource-version': kubevirt?.metadata.resourceVersion,
    },
  };
}

function answer(
  context: KubevirtContext,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Answer {
  const method = request.method ?? 'GET';
  // /apis/<group>/<version>/...
  const parts = url.pathname.split('/').slice(4).map(decodeURIComponent);
  if (parts.length === 1 && ['version', 'healthz'].includes(parts[0])) {
    if (method !== 'GET') throw NO_METHOD;
    return parts[0] === 'version'
      ? { code: 200, body: VERSION }
      : answerHealth(context);
  }
  const [, namespace, kind, name, ...rest] = parts;
  if (parts[0] !== 'namespaces' || rest.length === 0) throw NO_PAGE;
  return answerObject({
    context,
    method,
    accept: request.headers.accept,
    body,
    namespace,
    kind,
    name,
    subresource: rest.join('/'),
  });
}

/** What virt-api serves behind the aggregator: power, the guest's agent and what else is done to one machine. */
export function subresourceApi(context: KubevirtContext): AggregatedApi {
  return {
    group: GROUP,
    versions: ['v1', 'v1alpha3'],
    resources: RESOURCES.map(name => ({
      name,
      singularName: '',
      namespaced: true,
      kind: '',
      verbs: [],
    })),
    handle(request, response, { url, body }) {
      try {
        const { code, body: content } = answer(context, request, url, body);
        if (content === undefined) {
          response.writeHead(code);
          response.end();
        } else {
          sendJson(response, code, content);
        }
      } catch (error) {
        sendError(response, error);
      }
    },
  };
}
