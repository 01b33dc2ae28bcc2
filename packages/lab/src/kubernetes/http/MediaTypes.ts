/** One entry of an Accept header. */
interface MediaRange {
  type: string;
  parameters: Record<string, string>;
}

/** Form in which an answer is wanted. */
export type AnswerForm =
  | { as: 'object' }
  | { as: 'table'; version: 'v1' | 'v1beta1' }
  | { as: 'partial' };

function ranges(accept: string | undefined): MediaRange[] {
  return (accept ?? '*/*').split(',').map(text => {
    const [type, ...parameters] = text.split(';').map(part => part.trim());
    return {
      type: type.toLowerCase(),
      parameters: Object.fromEntries(
        parameters.map(parameter => {
          const [name, value = ''] = parameter.split('=');
          return [name, value];
        }),
      ),
    };
  });
}

function isJson(range: MediaRange): boolean {
  return ['application/json', 'application/*', '*/*'].includes(range.type);
}

/** The first form of an Accept header that the server has; undefined when it has none of them. */
export function negotiate(accept: string | undefined): AnswerForm | undefined {
  for (const range of ranges(accept)) {
    if (!isJson(range)) continue;
    const { as, g, v } = range.parameters;
    if (as === undefined) return { as: 'object' };
    if (g !== 'meta.k8s.io') continue;
    if (as === 'Table' && (v === 'v1' || v === 'v1beta1')) {
      return { as: 'table', version: v };
    }
    if (as.startsWith('PartialObjectMetadata') && v === 'v1') {
      return { as: 'partial' };
    }
  }
  return undefined;
}

/** The version of aggregated discovery that is wanted before plain discovery, if any. */
export function aggregatedDiscovery(
  accept: string | undefined,
): 'v2' | 'v2beta1' | undefined {
  for (const range of ranges(accept)) {
    if (!isJson(range)) continue;
    const { as, g, v } = range.parameters;
    if (as === undefined) return undefined;
    if (as === 'APIGroupDiscoveryList' && g === 'apidiscovery.k8s.io') {
      if (v === 'v2' || v === 'v2beta1') return v;
    }
  }
  return undefined;
}

/** Whether an Accept header asks for this type by name. */
export function accepts(accept: string | undefined, type: string): boolean {
  return ranges(accept).some(range => range.type === type);
}
