/** The case that a link of an article leads to, e.g. `KV-008` of `/docs/default/component/runbooks/en/kubevirt/x#kv-008`. */
export function caseOfLink(href: string): string | undefined {
  const [path, anchor] = href.split('#');
  const isElsewhere = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(path);
  return !isElsewhere && anchor && /^[a-z][a-z0-9]{1,11}-\d{3,4}$/i.test(anchor)
    ? anchor.toUpperCase()
    : undefined;
}
