import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples of the action `gitops:pull-request`. */
export const examples: TemplateExample[] = [
  {
    description:
      'Add a virtual machine from a file of the template, whose placeholders are filled in',
    example: stringify({
      steps: [
        {
          id: 'content',
          action: 'fetch:plain',
          input: { url: './content', targetPath: './content' },
        },
        {
          id: 'request',
          action: 'gitops:pull-request',
          input: {
            repository: 'platform',
            branch: 'naru/vm/team1-staging/${{ parameters.name }}',
            title: 'Add virtual machine ${{ parameters.name }}',
            reason: '${{ parameters.purpose }}',
            owner: '${{ parameters.owner }}',
            values: { Name: '${{ parameters.name }}' },
            files: [
              {
                path: 'kubernetes/staging/vms/team1/${{ parameters.name }}.yaml',
                template: 'content/vm.yaml',
                values: { name: '${{ parameters.name }}' },
              },
            ],
            entityRefs: ['resource:team1-staging/${{ parameters.name }}'],
          },
        },
      ],
    }),
  },
];
