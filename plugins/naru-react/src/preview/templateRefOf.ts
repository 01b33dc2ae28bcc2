const WIZARD = /\/templates\/([^/]+)\/([^/]+)\/?$/;

/**
 * The template whose form is at this address of the portal, undefined on other pages, such as the template editor.
 * The scaffolder does not tell its fields; the way to a form is `…/templates/<namespace>/<name>` wherever its page is
 * mounted.
 *
 * @public
 */
export function templateRefOf(pathname: string): string | undefined {
  const [, namespace, name] = WIZARD.exec(pathname) ?? [];
  return namespace && name
    ? `template:${decoded(namespace)}/${decoded(name)}`.toLocaleLowerCase(
        'en-US',
      )
    : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
