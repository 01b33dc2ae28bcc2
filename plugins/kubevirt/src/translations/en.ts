/** The English words. Korean must have the same keys: the compiler sees to it. */
export const en = {
  'page.title': 'Virtual machines',
  'page.request': 'Request a machine',

  'list.label': 'Virtual machines',
  'list.loading': 'Reading the virtual machines…',
  'list.search': 'Search',
  'list.searchPlaceholder': 'Name, address, node, owner or image',
  'list.mine': 'My own',
  'list.status': 'Status',
  'list.allStatuses': 'All statuses',
  'list.namespace': 'Namespace',
  'list.allNamespaces': 'All namespaces',
  'list.findNamespace': 'Find a namespace',
  'list.clear': 'Clear filters',
  'list.column.name': 'Name',
  'list.column.status': 'Status',
  'list.column.namespace': 'Namespace',
  'list.column.owner': 'Owner',
  'list.column.size': 'Size',
  'list.column.ip': 'IP address',
  'list.column.node': 'Node',
  'list.column.age': 'Created',
  'list.size': '{{cpu}} vCPU · {{memory}}',
  'list.page': 'Pages',
  'list.range': '{{from, number}}–{{to, number}} of {{total, number}}',
  'list.previousPage': 'Previous page',
  'list.nextPage': 'Next page',
  'list.pageSize': 'Rows per page',
  'list.pageSizeOption': '{{size}} rows',
  'list.empty.title': 'No virtual machines yet',
  'list.empty.description':
    'Ask for the first one: a form, a pull request, a merge, and the machine appears here.',
  'list.noMatch.title': 'No machine matches',
  'list.noMatch.description': 'Loosen the search or the filters.',

  'cluster.staleTitle': '{{cluster}} does not answer',
  'cluster.staleSince':
    'What you see of it is its last good answer, from {{time}} ({{ago}}). The machines themselves keep running.',
  'cluster.staleNever': 'It has not answered since the portal started.',
  'cluster.loadingTitle': '{{cluster}} is being read for the first time',
  'cluster.loadingDescription': 'Its machines appear in a moment.',

  'problem.forbidden.title': 'You may not see virtual machines',
  'problem.forbidden.description':
    'Ask the platform team to give your group the permission, or sign in as somebody who has it.',
  'problem.forbiddenOne.title': 'You may not see this machine',
  'problem.forbiddenOne.description':
    'Ask its owner or the platform team. The catalog entry is visible to everybody, its live state is not.',
  'problem.unreachable.title': 'The portal cannot be reached',
  'problem.unreachable.description':
    'Either its backend is restarting or your network is cut. The machines themselves are not affected.',
  'problem.clusterUnreachable.title': 'The cluster cannot be reached',
  'problem.clusterUnreachable.description':
    'The machine may well be running; the portal just cannot see it now.',
  'problem.other.title': 'The machines could not be read',
  'problem.notRefreshed.title': 'This is not up to date',
  'problem.notRefreshed.description': 'Last good answer: {{time}} ({{ago}}).',
  'problem.words': 'In its own words: {{message}}',
  'problem.retry': 'Try again',

  'gone.title': 'This machine is no longer in the cluster',
  'gone.description':
    'It was deleted, or renamed in Git. The catalog drops this page with its next round, within a few minutes.',
  'gone.all': 'All virtual machines',

  'vm.title': 'Virtual machine',
  'vm.loading': 'Reading the state of the machine…',
  'vm.ip': 'IP address',
  'vm.noIp': 'None yet',
  'vm.node': 'Node',
  'vm.noNode': 'Not placed on a node',
  'vm.size': 'Size',
  'vm.disk': 'Disks',
  'vm.image': 'Image',
  'vm.guest': 'Guest system',
  'vm.guestUnknown': 'Unknown until the guest agent answers',
  'vm.created': 'Created',
  'vm.cluster': 'Cluster',
  'vm.namespace': 'Namespace',
  'vm.runStrategy': 'When it runs',
  'vm.application': 'Argo CD application',
  'vm.mac': 'MAC {{mac}}',
  'vm.message': "In KubeVirt's own words",
  'vm.conditions': 'Conditions',
  'vm.noConditions': 'KubeVirt has reported no condition yet.',

  'disks.title': 'Disks',
  'disks.none': 'This machine has no disk.',
  'disks.column.name': 'Name',
  'disks.column.state': 'State',
  'disks.column.size': 'Size',
  'disks.column.storageClass': 'Storage class',
  'disks.progressOf': 'Progress of disk {{name}}',

  'diskPhase.ready': 'Ready',
  'diskPhase.pending': 'Waiting to begin',
  'diskPhase.waitForConsumer': 'Waiting for the machine to start',
  'diskPhase.scheduled': 'Import is scheduled',
  'diskPhase.importing': 'Copying the image',
  'diskPhase.cloning': 'Cloning the image',
  'diskPhase.expanding': 'Growing to its size',
  'diskPhase.uploading': 'Waiting for an upload',
  'diskPhase.paused': 'Paused',
  'diskPhase.failed': 'Failed',
  'diskPhase.unknown': 'Unknown',
  'diskPhase.attached': 'Attached',

  'copy.action': 'Copy {{value}}',
  'copy.done': 'Copied {{value}}',
  'copy.failed': 'The browser did not allow copying',

  'status.Stopped': 'Stopped',
  'status.Provisioning': 'Provisioning',
  'status.Starting': 'Starting',
  'status.Running': 'Running',
  'status.Paused': 'Paused',
  'status.Stopping': 'Stopping',
  'status.Terminating': 'Being deleted',
  'status.CrashLoopBackOff': 'Keeps crashing',
  'status.Migrating': 'Moving to another node',
  'status.Unknown': 'Unknown',
  'status.ErrorUnschedulable': 'No node fits',
  'status.ErrImagePull': 'Image pull failed',
  'status.ImagePullBackOff': 'Image pull fails',
  'status.ErrorPvcNotFound': 'Disk not found',
  'status.DataVolumeError': 'Disk failed',
  'status.WaitingForVolumeBinding': 'Waiting for storage',
  'status.WaitingForReceiver': 'Waiting for a receiver',

  'explain.Stopped': 'It is switched off. Its disks are kept.',
  'explain.Provisioning': 'Its disks are being filled from the image.',
  'explain.Starting': 'It is being placed on a node and booted.',
  'explain.Paused':
    'It is frozen in memory; it does not answer until it is resumed.',
  'explain.Stopping': 'The guest is shutting down.',
  'explain.Terminating': 'It is being deleted, with its disks.',
  'explain.CrashLoopBackOff':
    'It fails soon after each start. KubeVirt waits longer before every new try; look at its boot messages.',
  'explain.Migrating': 'It keeps running while it moves to another node.',
  'explain.Unknown':
    'KubeVirt cannot tell, usually because its node does not answer.',
  'explain.ErrorUnschedulable':
    'No node has the room or the properties that it asks for. Ask for a smaller size, or ask the platform team for room.',
  'explain.ErrImagePull':
    'The node cannot fetch the container image that runs the machine. The platform team can tell why.',
  'explain.ImagePullBackOff':
    'The node cannot fetch the container image that runs the machine, and waits before it tries again. The platform team can tell why.',
  'explain.ErrorPvcNotFound':
    'A volume that it names does not exist in its namespace. Correct the name in Git.',
  'explain.DataVolumeError':
    'A disk could not be filled from its image. The disks below say which one and why.',
  'explain.WaitingForVolumeBinding':
    'Storage has not bound one of its disks to a volume yet.',
  'explain.WaitingForReceiver':
    'It waits for its memory to arrive from another cluster.',

  'runStrategy.Always': 'Always; restarted whenever it stops',
  'runStrategy.RerunOnFailure': 'Until it is stopped; restarted when it fails',
  'runStrategy.Manual': 'Only when somebody starts it',
  'runStrategy.Once': 'One time only',
  'runStrategy.Halted': 'Never; it is switched off in Git',
  'runStrategy.WaitAsReceiver': 'When its memory arrives from another cluster',
  'runStrategy.unknown': 'Not known',

  'condition.ReadyTrue': 'The guest is up and answers.',
  'condition.ReadyFalse': 'The guest is not up.',
  'condition.ReadyFalseStopped':
    'It is not running, so there is nothing to be ready.',
  'condition.FailureTrue': 'KubeVirt could not do what the machine asks for.',
  'condition.PausedTrue': 'It is frozen in memory.',
  'condition.RestartRequiredTrue':
    'A change from Git waits for a restart to take effect.',
  'condition.ManualRecoveryRequiredTrue': 'Somebody has to repair it by hand.',
  'condition.LiveMigratableTrue':
    'It can move to another node without stopping.',
  'condition.LiveMigratableFalse':
    'It cannot move while it runs; it stops when its node is taken down.',
  'condition.StorageLiveMigratableTrue':
    'Its disks can move without stopping it.',
  'condition.StorageLiveMigratableFalse':
    'Its disks cannot move while it runs.',
  'condition.DataVolumesReadyTrue': 'All disks are filled.',
  'condition.DataVolumesReadyFalse': 'A disk is not filled yet.',
  'condition.AgentConnectedTrue':
    'The guest agent answers, so addresses and system are known.',
  'condition.AgentConnectedFalse':
    'The guest agent does not answer; addresses may be missing.',
  'condition.AgentVersionNotSupportedTrue':
    'The guest agent is too old to answer everything.',
  'condition.PodScheduledTrue': 'It has a place on a node.',
  'condition.PodScheduledFalse': 'No node has room for it.',
  'condition.SynchronizedTrue': 'The node runs it as described.',
  'condition.SynchronizedFalse': 'The node cannot run it as described.',
  'condition.ProvisioningTrue': 'Its start is being prepared.',
  'condition.AccessCredentialsSynchronizedTrue':
    'SSH keys and passwords are in place.',
  'condition.AccessCredentialsSynchronizedFalse':
    'SSH keys or passwords could not be put in place.',
  'condition.HotVCPUChangeTrue': 'Virtual CPUs are being added while it runs.',
  'condition.HotMemoryChangeTrue': 'Memory is being added while it runs.',
  'condition.VolumesChangeTrue': 'Disks are being changed while it runs.',
  'condition.MigrationRequiredTrue':
    'It has to move to another node for a change to take effect.',
  'condition.EvictionRequestedTrue':
    'Its node is being emptied; it will move or stop.',
  'condition.unknown': 'KubeVirt says {{type}} is {{status}}.',

  'tone.positive': 'Good',
  'tone.neutral': 'Note',
  'tone.progress': 'Under way',
  'tone.warning': 'Attention',
  'tone.negative': 'Problem',

  'power.label': 'Power',
  'power.start': 'Start',
  'power.stop': 'Stop',
  'power.restart': 'Restart',
  'power.cancel': 'Cancel',
  'power.confirm.stop.title': 'Stop {{name}}?',
  'power.confirm.stop.description':
    'The guest is asked to shut down and is switched off when it does not do so in time. Whoever works on it is cut off. The disks are kept.',
  'power.confirm.stop.action': 'Stop {{name}}',
  'power.confirm.restart.title': 'Restart {{name}}?',
  'power.confirm.restart.description':
    'The guest is shut down and booted again. Whoever works on it is cut off for about a minute. The disks are kept.',
  'power.confirm.restart.action': 'Restart {{name}}',
  'power.confirm.start.title': 'Start {{name}}?',
  'power.confirm.start.description':
    'The machine is placed on a node and booted.',
  'power.confirm.start.action': 'Start {{name}}',
  'power.confirm.where': '{{namespace}} in {{cluster}}',
  'power.accepted.start': '{{name}} is starting',
  'power.accepted.stop': '{{name}} is stopping',
  'power.accepted.restart': '{{name}} is restarting',
  'power.failed.start': '{{name}} could not be started',
  'power.failed.stop': '{{name}} could not be stopped',
  'power.failed.restart': '{{name}} could not be restarted',
  'power.notAllowed':
    'You may not do this: only the owners of the machine and the platform team may.',
  'power.unreachable':
    'The portal cannot be reached. Whether the machine heard it is not known; look at its status before you try again.',
  'power.reason.already-running': 'It is running already.',
  'power.reason.not-running': 'It is not running.',
  'power.reason.reverted-by-gitops': 'Argo CD would undo it at once.',
  'power.reason.forbidden':
    'Only the owners of the machine and the platform team may do this.',
  'power.reason.busy':
    'It is on its way between two states; wait until it has arrived.',
  'power.reason.not-supported':
    'KubeVirt does not do this with its run strategy.',
  'power.reason.unknown': 'It is not possible now.',
  'power.blocked': '{{actions}}: {{reason}}',
  'power.gitops.title': 'Its power state is written in Git',
  'power.gitops.halted':
    'The run strategy in Git is Halted, so Argo CD would stop it again right after a start. Set runStrategy to RerunOnFailure with a pull request; after that this button works.',
  'power.gitops.always':
    'The run strategy in Git is Always, so Argo CD would start it again right after a stop. Set runStrategy to Halted to switch it off, or to RerunOnFailure to make this button work, with a pull request.',
  'power.gitops.other':
    'The run strategy in Git is {{runStrategy}}, so Argo CD would undo it. Change runStrategy with a pull request.',
  'power.gitops.file': 'File {{file}} in repository {{repository}}',
  'power.gitops.changes': 'Open change requests',
} as const;
