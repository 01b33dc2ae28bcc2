/**
 * About how many instructions a regular expression becomes, told from its text alone: to compile one that repeats groups
 * of groups takes long by itself, so it is refused before.
 */
export function patternSize(source: string): number {
  const sizes = [0];
  let last = 0;
  const add = (size: number) => {
    sizes[sizes.length - 1] += size;
  };
  for (let at = 0; at < source.length; at += 1) {
    switch (source[at]) {
      case '(':
        sizes.push(0);
        last = 0;
        break;
      case ')':
        last = (sizes.length > 1 ? sizes.pop() ?? 0 : 0) + 2;
        add(last);
        break;
      case '{': {
        const braces = /^\{(\d+)(?:,(\d*))?\}/.exec(source.slice(at, at + 16));
        if (braces) {
          const [whole, low, high] = braces;
          const times = Math.max(Number(low), Number(high || 0), 1);
          add(last * (times - 1));
          last *= times;
          at += whole.length - 1;
          break;
        }
        last = 1;
        add(1);
        break;
      }
      case '[':
        at = endOfClass(source, at);
        last = 1;
        add(1);
        break;
      case '\\':
        at += 1;
        last = 1;
        add(1);
        break;
      default:
        last = 1;
        add(1);
    }
  }
  return sizes.reduce((sum, size) => sum + size, 0);
}

function endOfClass(source: string, begin: number): number {
  let at = begin + 1;
  if (source[at] === '^') at += 1;
  if (source[at] === ']') at += 1;
  while (at < source.length && source[at] !== ']') {
    if (source.startsWith('[:', at)) {
      const end = source.indexOf(':]', at);
      at = end === -1 ? at + 1 : end + 2;
    } else {
      at += source[at] === '\\' ? 2 : 1;
    }
  }
  return at;
}
