/** The English words about Applications. */
export const applicationEn = {
  'application.title': 'Applications',
  'application.loading': 'Reading the state of the Applications…',
  'application.none.title': 'Argo CD has no Application for this yet',
  'application.none.description':
    'After a merge it makes them within three minutes. They show here by themselves.',
  'application.problem.forbidden.title': 'You may not see Applications',
  'application.problem.forbidden.description':
    'Ask the platform team to give your group the permission gitops.application.read.',
  'application.problem.unreachable.title': 'The portal cannot be reached',
  'application.problem.unreachable.description':
    'Either its backend is restarting or your network is cut. What runs, runs on.',
  'application.problem.argocd.title': 'Argo CD cannot be reached',
  'application.problem.argocd.description':
    'What runs, runs on; the portal just cannot see it now.',
  'application.problem.gone.title':
    'The portal does not find Applications of this',
  'application.problem.gone.description':
    'The catalog may just have learned of it. Try again in a moment.',
  'application.problem.other.title': 'The Applications could not be read',

  'application.environment.staging': 'Staging',
  'application.environment.production': 'Production',

  'application.state.runs': 'Runs as Git says',
  'application.state.applying': 'Argo CD is applying it',
  'application.state.failed': 'Argo CD could not apply it',
  'application.state.awaitsFirst': 'Not rolled out yet: waits for a person',
  'application.state.awaits': 'Runs an older state: waits for a person',
  'application.state.outOfSync': 'Differs from Git; Argo CD is about to sync',
  'application.state.progressing': 'Is being made ready',
  'application.state.hindered': 'Something keeps it from getting ready',
  'application.state.degraded': 'Does not run as it should',
  'application.state.missing': 'Not there yet',
  'application.state.suspended': 'Paused',
  'application.state.unreadable': 'Argo CD cannot read what Git says',
  'application.state.unknown': 'Not known',

  'application.sync': 'Git',
  'application.sync.Synced': 'Synced',
  'application.sync.OutOfSync': 'Out of sync',
  'application.sync.Unknown': 'Unknown',
  'application.health': 'Health',
  'application.health.Healthy': 'Healthy',
  'application.health.Progressing': 'Progressing',
  'application.health.Degraded': 'Degraded',
  'application.health.Suspended': 'Suspended',
  'application.health.Missing': 'Missing',
  'application.health.Unknown': 'Unknown',
  'application.pods': 'Pods',
  'application.pods.ready': '{{ready}} of {{wanted}} ready',
  'application.pods.updating': '{{updated}} of {{wanted}} of the new version',
  'application.pods.autoscaler': 'scaled between {{minimum}} and {{maximum}}',
  'application.pods.none': 'None yet',
  'application.pods.unknown': 'Not known',
  'application.image': 'Image',
  'application.revision': 'Revision',
  'application.revision.open': 'Commit {{revision}} in the forge',
  'application.revision.none': 'None yet',
  'application.namespace': 'Namespace',
  'application.lastSync': 'Last sync',
  'application.open': 'Open {{name}} in Argo CD',

  'application.errors': 'What Argo CD says',

  'application.troubles': 'What is wrong',
  'application.where.container': 'container {{container}} of {{object}}',
  'application.troubleFact.exitCode': 'exit code {{code}}',
  'application.troubleFact.restarts_one': 'restarted once',
  'application.troubleFact.restarts_other': 'restarted {{count}} times',
  'application.troubleFact.since': 'began {{time}}',
  'application.troubleFact.ended': 'last ended {{time}}',
  'application.troubleFact.same_one': 'this object only',
  'application.troubleFact.same_other': 'the same with {{count}} objects',
  'application.exitCode.1': 'exit code 1: the program itself gave up',
  'application.exitCode.126':
    'exit code 126: the command is there but cannot be run',
  'application.exitCode.127': 'exit code 127: there is no such command',
  'application.exitCode.134': 'exit code 134: the program aborted itself',
  'application.exitCode.137': 'exit code 137: it was killed',
  'application.exitCode.139': 'exit code 139: memory fault in the program',
  'application.exitCode.143': 'exit code 143: it was asked to stop',

  'application.trouble.crashLoop.what':
    '{{where}} stops right after its start; Kubernetes starts it again with growing pauses.',
  'application.trouble.crashLoop.advice':
    'Its last output tells why. Often an entry of the configuration or a secret is missing, or something that it needs cannot be reached.',
  'application.trouble.stopped.what': '{{where}} has stopped with an error.',
  'application.trouble.stopped.advice': 'Its last output tells why.',
  'application.trouble.outOfMemory.what':
    '{{where}} used more memory than it may and was killed.',
  'application.trouble.outOfMemory.advice':
    'Ask for more memory by a change of its size, or find out what takes it.',
  'application.trouble.imagePull.what':
    'The image of {{where}} cannot be pulled.',
  'application.trouble.imagePull.advice':
    'See that repository and tag are right and that the cluster may read them.',
  'application.trouble.imageNotFound.what':
    'The image of {{where}} does not exist in the registry.',
  'application.trouble.imageNotFound.advice':
    'Push the image, or choose a tag that exists.',
  'application.trouble.imageNoRight.what':
    'The cluster may not read the image of {{where}}.',
  'application.trouble.imageNoRight.advice':
    "Use a repository of your team's project, or ask the platform team for the right.",
  'application.trouble.registryAway.what':
    'The registry with the image of {{where}} cannot be reached.',
  'application.trouble.registryAway.advice':
    'It is tried again by itself. If it stays so, tell the platform team.',
  'application.trouble.imageName.what':
    'The name of the image of {{where}} is not written as an image name has to be.',
  'application.trouble.imageName.advice': 'Correct it in the values in Git.',
  'application.trouble.config.what':
    '{{where}} cannot start: a Secret or ConfigMap that it reads is not there, or lacks a key.',
  'application.trouble.config.advice':
    'If a secret comes from Vault, see that its path and property are right.',
  'application.trouble.cannotStart.what': '{{where}} cannot be started.',
  'application.trouble.cannotStart.advice':
    'Often the command does not exist in the image, or may not be run by a user without rights.',
  'application.trouble.unschedulable.what':
    'No node takes {{where}}, so it waits.',
  'application.trouble.unschedulable.advice':
    "The scheduler's words below say what each node lacks.",
  'application.trouble.noRoom.what':
    'No node has room for {{where}}, so it waits.',
  'application.trouble.noRoom.advice':
    'Ask for a smaller size, or tell the platform team that the cluster is full.',
  'application.trouble.notReady.what':
    '{{where}} runs but does not answer as ready, so it gets no traffic.',
  'application.trouble.notReady.advice':
    'See that port and health paths are those of the program.',
  'application.trouble.deadline.what':
    '{{where}} did not get its new version ready in time.',
  'application.trouble.deadline.advice':
    'The former version goes on running as far as it was there. What keeps the new pods from being ready is shown with them.',
  'application.trouble.quota.what':
    'The quota of the namespace has no room for {{where}}.',
  'application.trouble.quota.advice':
    'Free something, ask for a smaller size, or ask the platform team for more quota.',
  'application.trouble.notAllowed.what':
    'The cluster does not allow {{where}} to be made.',
  'application.trouble.notAllowed.advice':
    'A rule of the platform refuses it; its words below say which.',
  'application.trouble.cannotCreate.what': '{{where}} cannot make its objects.',
  'application.trouble.cannotCreate.advice':
    "The cluster's words below say why.",
  'application.trouble.unreadable.what':
    'Argo CD cannot read what Git says for {{where}}.',
  'application.trouble.unreadable.advice':
    'Its words below say where. Correct the files in Git; Argo CD reads them again by itself.',
  'application.trouble.notApplied.what': 'Argo CD could not apply {{where}}.',
  'application.trouble.notApplied.advice':
    'Its words below say why. Where it syncs by itself, it tries again with growing pauses.',
  'application.trouble.refused.what':
    'The cluster refused {{where}} when Argo CD applied it.',
  'application.trouble.refused.advice':
    'Correct the values in Git; Argo CD tries again by itself where it syncs by itself.',
  'application.trouble.pruneSkipped.what':
    '{{where}} is not in Git any more, but was not deleted.',
  'application.trouble.pruneSkipped.advice':
    'Sync again and tick the deletion, if it should go.',
  'application.trouble.evicted.what':
    '{{where}} was put off its node, which ran short of something.',
  'application.trouble.evicted.advice':
    'Another one takes its place. If it happens again, ask for what it really needs.',
  'application.trouble.volume.what': '{{where}} waits for its volume.',
  'application.trouble.volume.advice':
    'A volume can be used by one node at a time. If it stays so, tell the platform team.',
  'application.trouble.storage.what': '{{where}} gets no storage.',
  'application.trouble.storage.advice':
    'See that the storage class exists and the quota has room.',
  'application.trouble.secretSync.what':
    '{{where}} cannot read its values from Vault.',
  'application.trouble.secretSync.advice':
    'See that path and property exist in Vault and that the team may read them.',
  'application.trouble.scaling.what':
    '{{where}} cannot scale, because it gets no measurements.',
  'application.trouble.scaling.advice':
    'The number of pods stays as it is until then.',
  'application.trouble.job.what': '{{where}} has failed.',
  'application.trouble.job.advice': 'Its last output tells why.',
  'application.trouble.degraded.what': '{{where}} does not do well.',
  'application.trouble.degraded.advice':
    'Look at the object: its conditions and events say why.',
  'application.trouble.missing.what': '{{where}} is not in the cluster.',
  'application.trouble.missing.advice':
    'It comes with the next sync, unless the cluster refuses it.',
  'application.trouble.unknown.what': '{{where}} reports {{reason}}.',
  'application.trouble.unknown.advice':
    'Look at the object: its conditions and events say more.',
  'application.trouble.look': 'Look at {{object}}',

  'application.object.in': 'in {{namespace}} on {{cluster}}',
  'application.object.loading': 'Asking the cluster…',
  'application.object.failed': 'The cluster could not be asked',
  'application.object.gone': 'The object is not there any more',
  'application.object.containers': 'Containers',
  'application.object.conditions': 'Conditions',
  'application.object.events': 'Events',
  'application.object.noConditions': 'It reports no conditions.',
  'application.object.noEvents':
    'No events. The cluster forgets them after an hour.',
  'application.object.restarts_one': 'restarted once',
  'application.object.restarts_other': 'restarted {{count}} times',
  'application.object.ready': 'ready',
  'application.object.notReady': 'not ready',
  'application.object.container.running': 'Running',
  'application.object.container.waiting': 'Waiting',
  'application.object.container.terminated': 'Ended',
  'application.object.container.unknown': 'Unknown',
  'application.object.last': 'How it ended the last time',
  'application.object.condition.True': 'yes',
  'application.object.condition.False': 'no',
  'application.object.condition.Unknown': 'not known',
  'application.object.event.Warning': 'Warning',
  'application.object.event.Normal': 'Note',
  'application.object.times_one': 'once',
  'application.object.times_other': '{{count}} times',
  'application.object.kubernetes': 'Logs and more in the Kubernetes tab',
  'application.object.close': 'Close',

  'application.sync.changes_one': '1 object would be created or changed',
  'application.sync.changes_other':
    '{{count}} objects would be created or changed',
  'application.sync.deletions_one': '1 would be deleted',
  'application.sync.deletions_other': '{{count}} would be deleted',
  'application.sync.button': 'Sync {{environment}}…',
  'application.sync.running': 'Argo CD is applying it. This may take minutes.',
  'application.sync.ordered': 'Argo CD has the order and is about to begin.',
  'application.sync.forbidden':
    'A person of one of these groups has to sync it:',
  'application.sync.forbiddenNobody':
    'You may not sync it. Ask the platform team who may.',
  'application.sync.unreachable':
    'It cannot be synced while Argo CD does not answer.',
  'application.sync.confirm.title': 'Sync {{name}} to {{environment}}?',
  'application.sync.confirm.what':
    'Argo CD brings namespace {{namespace}} on {{cluster}} to revision {{revision}}.',
  'application.sync.confirm.whatNoRevision':
    'Argo CD brings namespace {{namespace}} on {{cluster}} to what Git says now.',
  'application.sync.confirm.changed_one': 'Created or changed: 1 object',
  'application.sync.confirm.changed_other':
    'Created or changed: {{count}} objects',
  'application.sync.confirm.deleted':
    'Not in Git any more. Without the tick they stay:',
  'application.sync.confirm.delete_one': 'Delete this object',
  'application.sync.confirm.delete_other': 'Delete these {{count}} objects',
  'application.sync.confirm.more_one': 'and 1 more',
  'application.sync.confirm.more_other': 'and {{count}} more',
  'application.sync.confirm.audit':
    'That you did it is written to the audit log.',
  'application.sync.confirm.cancel': 'Cancel',
  'application.sync.confirm.action': 'Sync {{environment}}',
  'application.sync.confirm.actionDelete_one':
    'Sync {{environment}} and delete 1 object',
  'application.sync.confirm.actionDelete_other':
    'Sync {{environment}} and delete {{count}} objects',
  'application.sync.accepted': 'Argo CD syncs {{name}}',
  'application.sync.failed': '{{name}} could not be synced',
  'application.sync.notAllowed':
    'You may not sync it. What you may was changed, or the page is old.',
  'application.sync.noAnswer': 'The portal does not answer.',

  'application.step.person': 'Waits for a person',
  'application.step.sync.partly':
    'Where Argo CD syncs by itself, the cluster has what Git says. {{environments}} waits for a person.',
  'application.step.sync.awaits':
    '{{environments}} waits for a person who may sync it.',
  'application.step.sync.who': 'Members of these groups may:',
  'application.step.sync.go': 'Go to {{name}}',
  'application.step.environments': 'By environment',
} as const;
