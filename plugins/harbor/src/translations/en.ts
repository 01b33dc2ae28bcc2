/** The English words. Korean must have the same keys: the compiler sees to it. */
export const en = {
  'image.title': 'Image',
  'image.noOwner': 'Choose the owner first: the image comes from its projects.',
  'image.loading': 'Reading Harbor…',
  'image.required': 'Required',

  'project.label': 'Project',

  'repository.label': 'Repository',
  'repository.placeholder': 'Search and choose',
  'repository.noMatch': 'No repository matches “{{query}}”',
  'repository.images': 'Images: {{number}}',
  'repository.truncated':
    'Only the first {{number}} are listed. Type the name of another one by hand.',
  'repository.unlisted': 'Not listed in Harbor',
  'repository.missing': 'Choose a repository.',
  'repository.wrongForm':
    'The form is project/name in lower-case letters, e.g. {{project}}/shop.',
  'repository.wrongProject':
    'The image has to come from {{projects}}, the projects of the team.',

  'tag.label': 'Tag',
  'tag.placeholder': 'Search and choose',
  'tag.noMatch': 'No tag matches “{{query}}”',
  'tag.facts': '{{ago}} · {{size}}',
  'tag.truncated': 'Only the {{number}} newest are listed.',
  'tag.first': 'Choose the repository first.',
  'tag.missing': 'Choose a tag.',
  'tag.wrongForm':
    'A tag has letters, digits, dots, dashes and underscores, at most 128.',
  'tag.latest':
    'The tag latest means something else tomorrow. Give a version, e.g. 1.2.0.',

  'none.projects.title': 'The team has no project in Harbor',
  'none.projects.description':
    'Harbor does not have {{projects}}, or does not show it to the portal. Ask the platform team.',
  'none.repositories.title': '{{project}} holds no image yet',
  'none.repositories.description':
    'Build and push one, then look again. A pipeline does the same:',
  'none.tags.title': '{{repository}} has no tag to choose',
  'none.tags.description':
    'latest is not offered, because it changes. Push the image with its version, then look again:',
  'none.copy': 'Copy the command',
  'none.copied': 'Copied',
  'none.copyFailed': 'The browser did not copy it',
  'none.lookAgain': 'Look again',

  'manual.offer': 'Type by hand',
  'manual.repository': 'Repository',
  'manual.tag': 'Tag',
  'manual.why':
    'You can type the image by hand; it is checked when the change request is made.',
  'manual.back': 'Choose from a list',

  'problem.forbidden.title': 'You may not see images',
  'problem.forbidden.description':
    'Ask the platform team to give your group the permission.',
  'problem.unreachable.title': 'The portal cannot be reached',
  'problem.unreachable.description':
    'Either its backend is restarting or your network is cut.',
  'problem.harbor.title': 'Harbor gives no list of images',
  'problem.gone.title': 'Harbor does not show this',
  'problem.other.title': 'The images could not be read',
  'problem.lastGood': 'Last good answer: {{time}} ({{ago}}).',
  'problem.retry': 'Try again',
} as const;
