import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder';

/** Stock words speak of components; the portal's templates make machines and more. */
export default createTranslationMessages({
  ref: scaffolderTranslationRef,
  messages: {
    'templateListPage.title': 'What do you need?',
    'templateListPage.subtitle':
      'Choose a template: a form, a review, a pull request',
    'templateListPage.pageTitle': 'Request',
    'templateListPage.contentHeader.supportButtonTitle':
      'Golden paths: templates that make things the proven way.',
    'templateWizardPage.title': 'Request',
    'templateWizardPage.subtitle':
      'Fill in the form and review it; it becomes a pull request',
    'templateWizardPage.pageTitle': 'Request',
    'templateWizardPage.templateWithTitle': 'Request: {{templateTitle}}',
  },
});
