import { templateRefOf } from './templateRefOf';

describe('templateRefOf', () => {
  it.each([
    ['/create/templates/default/helm-app', 'template:default/helm-app'],
    ['/naru/create/templates/Default/Helm-App/', 'template:default/helm-app'],
    ['/create/templates/default/a%2Fb', 'template:default/a/b'],
    ['/create/templates', undefined],
    ['/create/tasks/7', undefined],
    ['/create/templates/default/%E0%A4%A', 'template:default/%e0%a4%a'],
  ])('reads %s as %s', (pathname, ref) => {
    expect(templateRefOf(pathname)).toBe(ref);
  });
});
