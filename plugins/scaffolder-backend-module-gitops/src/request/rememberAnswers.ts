import { ChangeRequestHost } from '@naru/plugin-gitops-node';

/**
 * The same host, which asks the forge once for a branch and for the change request of a branch: for the time of one check, in which several rules ask
 * the same.
 */
export function rememberAnswers(host: ChangeRequestHost): ChangeRequestHost {
  const branches = remember((branch: string) => host.findBranch(branch));
  const changeRequests = remember((branch: string) =>
    host.findChangeRequest(branch),
  );
  return new Proxy(host, {
    get(target, property) {
      if (property === 'findBranch') {
        return branches;
      }
      if (property === 'findChangeRequest') {
        return changeRequests;
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function remember<T>(
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return key => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}
