/**
 * Names of the projects that belong to a team, in the order in which people look for an image: what is built first, then
 * what was released.
 *
 * @param team - name of the group, e.g. `team1`
 * @public
 */
export function teamProjects(team: string): string[] {
  return [`${team}-dev`, `${team}-prod`];
}
