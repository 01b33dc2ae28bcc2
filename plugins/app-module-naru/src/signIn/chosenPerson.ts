const KEY = 'naru.sample-person';

/** The person chosen in this tab: a reload keeps them, another tab may be somebody else. */
export const chosenPerson = {
  /** Ref of the chosen person, or undefined. */
  get(): string | undefined {
    return sessionStorage.getItem(KEY) ?? undefined;
  },
  /** Keeps the choice until the tab closes. */
  set(userEntityRef: string): void {
    sessionStorage.setItem(KEY, userEntityRef);
  },
  /** Forgets the choice. */
  clear(): void {
    sessionStorage.removeItem(KEY);
  },
};
