/** What a request asks for, read from method and address. */
export interface RequestInfo {
  method: string;
  path: string;
  query: URLSearchParams;
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`; the method in small for other addresses. */
  verb: string;
  /** Present when the address names a kind. */
  resource?: {
    group: string;
    version: string;
    plural: string;
    namespace?: string;
    name?: string;
    subresource?: string;
    /** Segments behind the subresource. */
    rest: string[];
  };
}

const NAMESPACE_PARTS = new Set(['status', 'finalize']);

/** Reads method and address as kube-apiserver does. */
export function readRequestInfo(method: string, url: URL): RequestInfo {
  const path = url.pathname;
  const query = url.searchParams;
  const other = {
    method,
    path,
    query,
    verb: method === 'HEAD' ? 'get' : method.toLowerCase(),
  };
  const parts = path
    .split('/')
    .filter(part => part !== '')
    .map(decode);
  let group = '';
  let version: string | undefined;
  let tail: string[] = [];
  if (parts[0] === 'api') [, version, ...tail] = parts;
  else if (parts[0] === 'apis') [, group = '', version, ...tail] = parts;
  if (version === undefined || tail.length === 0) return other;
  let namespace: string | undefined;
  if (tail[0] === 'namespaces' && tail.length > 2) {
    if (!NAMESPACE_PARTS.has(tail[2])) {
      namespace = tail[1];
      tail = tail.slice(2);
    }
  }
  const [plural, name, subresource, ...rest] = tail;
  return {
    ...other,
    verb: verbOf(method, name, query),
    resource: { group, version, plural, namespace, name, subresource, rest },
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function verbOf(
  method: string,
  name: string | undefined,
  query: URLSearchParams,
): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === undefined ? 'deletecollection' : 'delete';
    default:
      if (isTrue(query.get('watch'))) return 'watch';
      return name === undefined ? 'list' : 'get';
  }
}

/** Boolean of a query parameter. */
export function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}
