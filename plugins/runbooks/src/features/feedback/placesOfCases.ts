/** Where the question after a case stands: an element of its own. */
export interface Place {
  anchor: string;
  element: HTMLElement;
}

/** Makes a place at the end of each case: before the next heading of its level, or at the end of the page. */
export function placesOfCases(
  headings: HTMLElement[],
  isCase: (anchor: string) => boolean,
): Place[] {
  return headings
    .filter(({ id }) => isCase(id))
    .map(heading => {
      const element = document.createElement('div');
      let last: Element = heading;
      while (
        last.nextElementSibling &&
        !/^H[12]$/.test(last.nextElementSibling.tagName)
      ) {
        last = last.nextElementSibling;
      }
      last.after(element);
      return { anchor: heading.id, element };
    });
}
