import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'page.title': '가상 머신',
  'page.request': '가상 머신 신청',

  'list.label': '가상 머신',
  'list.loading': '가상 머신 목록을 불러오는 중…',
  'list.search': '검색',
  'list.searchPlaceholder': '이름, 주소, 노드, 소유자, 이미지',
  'list.mine': '내 가상 머신만',
  'list.status': '상태',
  'list.allStatuses': '모든 상태',
  'list.namespace': '네임스페이스',
  'list.allNamespaces': '모든 네임스페이스',
  'list.findNamespace': '네임스페이스 찾기',
  'list.clear': '필터 지우기',
  'list.column.name': '이름',
  'list.column.status': '상태',
  'list.column.namespace': '네임스페이스',
  'list.column.owner': '소유자',
  'list.column.size': '사양',
  'list.column.ip': 'IP 주소',
  'list.column.node': '노드',
  'list.column.age': '생성',
  'list.size': 'vCPU {{cpu}}개 · {{memory}}',
  'list.page': '페이지',
  'list.range': '전체 {{total, number}}대 중 {{from, number}}–{{to, number}}',
  'list.previousPage': '이전 페이지',
  'list.nextPage': '다음 페이지',
  'list.pageSize': '페이지당 행 수',
  'list.pageSizeOption': '{{size}}행',
  'list.empty.title': '아직 가상 머신이 없습니다',
  'list.empty.description':
    '첫 가상 머신을 신청해 보세요. 양식을 작성하고 풀 리퀘스트를 머지하면 여기에 나타납니다.',
  'list.noMatch.title': '조건에 맞는 가상 머신이 없습니다',
  'list.noMatch.description': '검색어나 필터를 넓혀 보세요.',

  'cluster.staleTitle': '{{cluster}} 클러스터가 응답하지 않습니다',
  'cluster.staleSince':
    '{{time}}({{ago}})에 마지막으로 확인한 정보를 보여 줍니다. 가상 머신 자체는 계속 실행됩니다.',
  'cluster.staleNever': '포털이 시작된 뒤로 한 번도 응답하지 않았습니다.',
  'cluster.loadingTitle': '{{cluster}} 클러스터를 처음 읽는 중입니다',
  'cluster.loadingDescription': '잠시 후 가상 머신이 나타납니다.',

  'problem.forbidden.title': '가상 머신을 볼 권한이 없습니다',
  'problem.forbidden.description':
    '플랫폼 팀에 소속 그룹의 권한을 요청하거나, 권한이 있는 사용자로 로그인하세요.',
  'problem.forbiddenOne.title': '이 가상 머신을 볼 권한이 없습니다',
  'problem.forbiddenOne.description':
    '소유자나 플랫폼 팀에 문의하세요. 카탈로그 항목은 누구나 볼 수 있지만 실시간 상태는 그렇지 않습니다.',
  'problem.unreachable.title': '포털에 연결할 수 없습니다',
  'problem.unreachable.description':
    '백엔드가 재시작 중이거나 네트워크가 끊겼습니다. 가상 머신 자체에는 영향이 없습니다.',
  'problem.clusterUnreachable.title': '클러스터에 연결할 수 없습니다',
  'problem.clusterUnreachable.description':
    '가상 머신은 실행 중일 수 있습니다. 지금 포털에서 확인할 수 없을 뿐입니다.',
  'problem.other.title': '가상 머신 정보를 읽지 못했습니다',
  'problem.notRefreshed.title': '최신 정보가 아닙니다',
  'problem.notRefreshed.description': '마지막 정상 응답: {{time}}({{ago}})',
  'problem.words': '원문 메시지: {{message}}',
  'problem.retry': '다시 시도',

  'gone.title': '이 가상 머신은 더 이상 클러스터에 없습니다',
  'gone.description':
    '삭제되었거나 Git에서 이름이 바뀌었습니다. 카탈로그의 이 페이지도 몇 분 안에 사라집니다.',
  'gone.all': '가상 머신 전체 보기',

  'vm.title': '가상 머신',
  'vm.loading': '가상 머신 상태를 불러오는 중…',
  'vm.ip': 'IP 주소',
  'vm.noIp': '아직 없음',
  'vm.node': '노드',
  'vm.noNode': '배치된 노드 없음',
  'vm.size': '사양',
  'vm.disk': '디스크',
  'vm.image': '이미지',
  'vm.guest': '게스트 OS',
  'vm.guestUnknown': '게스트 에이전트가 응답하면 표시됩니다',
  'vm.created': '생성',
  'vm.cluster': '클러스터',
  'vm.namespace': '네임스페이스',
  'vm.runStrategy': '실행 방식',
  'vm.application': 'Argo CD 애플리케이션',
  'vm.mac': 'MAC {{mac}}',
  'vm.message': 'KubeVirt 메시지',
  'vm.conditions': '컨디션',
  'vm.noConditions': 'KubeVirt가 아직 보고한 컨디션이 없습니다.',

  'disks.title': '디스크',
  'disks.none': '이 가상 머신에는 디스크가 없습니다.',
  'disks.column.name': '이름',
  'disks.column.state': '상태',
  'disks.column.size': '크기',
  'disks.column.storageClass': '스토리지 클래스',
  'disks.progressOf': '{{name}} 디스크 진행률',

  'diskPhase.ready': '준비됨',
  'diskPhase.pending': '시작 대기 중',
  'diskPhase.waitForConsumer': '가상 머신 시작 대기 중',
  'diskPhase.scheduled': '가져오기 예약됨',
  'diskPhase.importing': '이미지 복사 중',
  'diskPhase.cloning': '이미지 복제 중',
  'diskPhase.expanding': '크기 확장 중',
  'diskPhase.uploading': '업로드 대기 중',
  'diskPhase.paused': '일시 중지됨',
  'diskPhase.failed': '실패',
  'diskPhase.unknown': '알 수 없음',
  'diskPhase.attached': '연결됨',

  'copy.action': '{{value}} 복사',
  'copy.done': '{{value}} 복사됨',
  'copy.failed': '브라우저가 복사를 허용하지 않았습니다',

  'status.Stopped': '중지됨',
  'status.Provisioning': '프로비저닝 중',
  'status.Starting': '시작 중',
  'status.Running': '실행 중',
  'status.Paused': '일시 중지됨',
  'status.Stopping': '중지하는 중',
  'status.Terminating': '삭제하는 중',
  'status.CrashLoopBackOff': '계속 비정상 종료',
  'status.Migrating': '다른 노드로 이동 중',
  'status.Unknown': '알 수 없음',
  'status.ErrorUnschedulable': '배치할 노드 없음',
  'status.ErrImagePull': '이미지 가져오기 실패',
  'status.ImagePullBackOff': '이미지 가져오기 반복 실패',
  'status.ErrorPvcNotFound': '디스크 없음',
  'status.DataVolumeError': '디스크 오류',
  'status.WaitingForVolumeBinding': '스토리지 대기 중',
  'status.WaitingForReceiver': '수신 대기 중',

  'explain.Stopped': '꺼져 있습니다. 디스크는 그대로 남아 있습니다.',
  'explain.Provisioning': '이미지로 디스크를 채우고 있습니다.',
  'explain.Starting': '노드에 배치되어 부팅하고 있습니다.',
  'explain.Paused':
    '메모리에 그대로 멈춰 있어 재개하기 전에는 응답하지 않습니다.',
  'explain.Stopping': '게스트가 종료되고 있습니다.',
  'explain.Terminating': '디스크와 함께 삭제되고 있습니다.',
  'explain.CrashLoopBackOff':
    '시작할 때마다 곧바로 실패합니다. KubeVirt는 재시도 간격을 점점 늘립니다. 부팅 메시지를 확인하세요.',
  'explain.Migrating': '실행을 멈추지 않고 다른 노드로 이동하고 있습니다.',
  'explain.Unknown':
    'KubeVirt가 상태를 알 수 없습니다. 보통 노드가 응답하지 않을 때 이렇게 됩니다.',
  'explain.ErrorUnschedulable':
    '요청한 자원이나 조건을 만족하는 노드가 없습니다. 더 작은 사양으로 신청하거나 플랫폼 팀에 여유 자원을 문의하세요.',
  'explain.ErrImagePull':
    '가상 머신을 실행할 컨테이너 이미지를 노드가 가져오지 못합니다. 플랫폼 팀에 문의하세요.',
  'explain.ImagePullBackOff':
    '가상 머신을 실행할 컨테이너 이미지를 노드가 가져오지 못해 재시도를 기다리고 있습니다. 플랫폼 팀에 문의하세요.',
  'explain.ErrorPvcNotFound':
    '지정한 볼륨이 네임스페이스에 없습니다. Git에서 이름을 바로잡으세요.',
  'explain.DataVolumeError':
    '이미지로 디스크를 채우지 못했습니다. 어떤 디스크가 왜 실패했는지는 아래 디스크 목록에 있습니다.',
  'explain.WaitingForVolumeBinding':
    '스토리지가 아직 디스크에 볼륨을 연결하지 않았습니다.',
  'explain.WaitingForReceiver':
    '다른 클러스터에서 메모리가 도착하기를 기다리고 있습니다.',

  'runStrategy.Always': '항상 실행하며, 멈추면 다시 시작',
  'runStrategy.RerunOnFailure': '중지할 때까지 실행하며, 실패하면 다시 시작',
  'runStrategy.Manual': '직접 시작할 때만 실행',
  'runStrategy.Once': '한 번만 실행',
  'runStrategy.Halted': '실행하지 않음(Git에서 꺼 둠)',
  'runStrategy.WaitAsReceiver': '다른 클러스터에서 메모리가 도착하면 실행',
  'runStrategy.unknown': '알 수 없음',

  'condition.ReadyTrue': '게스트가 정상적으로 응답합니다.',
  'condition.ReadyFalse': '게스트가 아직 준비되지 않았습니다.',
  'condition.ReadyFalseStopped': '실행 중이 아니므로 준비 상태도 없습니다.',
  'condition.FailureTrue': 'KubeVirt가 요청한 작업을 수행하지 못했습니다.',
  'condition.PausedTrue': '메모리에 그대로 멈춰 있습니다.',
  'condition.RestartRequiredTrue': 'Git의 변경 사항이 재시작 후에 적용됩니다.',
  'condition.ManualRecoveryRequiredTrue': '사람이 직접 복구해야 합니다.',
  'condition.LiveMigratableTrue': '멈추지 않고 다른 노드로 옮길 수 있습니다.',
  'condition.LiveMigratableFalse':
    '실행 중에는 옮길 수 없어, 노드가 내려가면 함께 멈춥니다.',
  'condition.StorageLiveMigratableTrue':
    '멈추지 않고 디스크를 옮길 수 있습니다.',
  'condition.StorageLiveMigratableFalse':
    '실행 중에는 디스크를 옮길 수 없습니다.',
  'condition.DataVolumesReadyTrue': '모든 디스크가 준비되었습니다.',
  'condition.DataVolumesReadyFalse': '아직 준비되지 않은 디스크가 있습니다.',
  'condition.AgentConnectedTrue':
    '게스트 에이전트가 응답하므로 주소와 OS를 알 수 있습니다.',
  'condition.AgentConnectedFalse':
    '게스트 에이전트가 응답하지 않아 주소가 표시되지 않을 수 있습니다.',
  'condition.AgentVersionNotSupportedTrue':
    '게스트 에이전트가 오래되어 일부 정보를 알 수 없습니다.',
  'condition.PodScheduledTrue': '노드에 배치되었습니다.',
  'condition.PodScheduledFalse': '배치할 여유가 있는 노드가 없습니다.',
  'condition.SynchronizedTrue': '노드가 설정대로 실행하고 있습니다.',
  'condition.SynchronizedFalse': '노드가 설정대로 실행하지 못합니다.',
  'condition.ProvisioningTrue': '시작을 준비하고 있습니다.',
  'condition.AccessCredentialsSynchronizedTrue':
    'SSH 키와 비밀번호가 적용되었습니다.',
  'condition.AccessCredentialsSynchronizedFalse':
    'SSH 키나 비밀번호를 적용하지 못했습니다.',
  'condition.HotVCPUChangeTrue': '실행 중에 vCPU를 추가하고 있습니다.',
  'condition.HotMemoryChangeTrue': '실행 중에 메모리를 추가하고 있습니다.',
  'condition.VolumesChangeTrue': '실행 중에 디스크를 변경하고 있습니다.',
  'condition.MigrationRequiredTrue':
    '변경을 적용하려면 다른 노드로 이동해야 합니다.',
  'condition.EvictionRequestedTrue':
    '노드를 비우는 중이라 곧 이동하거나 멈춥니다.',
  'condition.unknown': 'KubeVirt 보고: {{type}} 값이 {{status}}입니다.',

  'tone.positive': '정상',
  'tone.neutral': '참고',
  'tone.progress': '진행 중',
  'tone.warning': '주의',
  'tone.negative': '문제',

  'power.label': '전원',
  'power.start': '시작',
  'power.stop': '중지',
  'power.restart': '재시작',
  'power.cancel': '취소',
  'power.confirm.stop.title': '{{name}} 중지',
  'power.confirm.stop.description':
    '게스트에 종료를 요청하고, 제때 종료되지 않으면 전원을 끕니다. 사용 중인 사람은 연결이 끊깁니다. 디스크는 그대로 남습니다.',
  'power.confirm.stop.action': '{{name}} 중지',
  'power.confirm.restart.title': '{{name}} 재시작',
  'power.confirm.restart.description':
    '게스트를 종료했다가 다시 부팅합니다. 사용 중인 사람은 1분가량 연결이 끊깁니다. 디스크는 그대로 남습니다.',
  'power.confirm.restart.action': '{{name}} 재시작',
  'power.confirm.start.title': '{{name}} 시작',
  'power.confirm.start.description': '가상 머신을 노드에 배치하고 부팅합니다.',
  'power.confirm.start.action': '{{name}} 시작',
  'power.confirm.where': '{{cluster}} 클러스터의 {{namespace}}',
  'power.accepted.start': '{{name}}을(를) 시작하고 있습니다',
  'power.accepted.stop': '{{name}}을(를) 중지하고 있습니다',
  'power.accepted.restart': '{{name}}을(를) 재시작하고 있습니다',
  'power.failed.start': '{{name}}을(를) 시작하지 못했습니다',
  'power.failed.stop': '{{name}}을(를) 중지하지 못했습니다',
  'power.failed.restart': '{{name}}을(를) 재시작하지 못했습니다',
  'power.notAllowed':
    '권한이 없습니다. 이 가상 머신의 소유자와 플랫폼 팀만 할 수 있습니다.',
  'power.unreachable':
    '포털에 연결할 수 없습니다. 요청이 전달되었는지 알 수 없으니 상태를 확인한 뒤 다시 시도하세요.',
  'power.reason.already-running': '이미 실행 중입니다.',
  'power.reason.not-running': '실행 중이 아닙니다.',
  'power.reason.reverted-by-gitops': 'Argo CD가 곧바로 되돌립니다.',
  'power.reason.forbidden':
    '이 가상 머신의 소유자와 플랫폼 팀만 할 수 있습니다.',
  'power.reason.busy': '상태가 바뀌는 중입니다. 끝날 때까지 기다리세요.',
  'power.reason.not-supported':
    '현재 실행 방식에서는 KubeVirt가 지원하지 않습니다.',
  'power.reason.unknown': '지금은 할 수 없습니다.',
  'power.blocked': '{{actions}}: {{reason}}',
  'power.gitops.title': '전원 상태가 Git에 정해져 있습니다',
  'power.gitops.halted':
    'Git의 runStrategy가 Halted라서 시작해도 Argo CD가 곧바로 다시 중지합니다. 풀 리퀘스트로 runStrategy를 RerunOnFailure로 바꾸면 이 버튼을 쓸 수 있습니다.',
  'power.gitops.always':
    'Git의 runStrategy가 Always라서 중지해도 Argo CD가 곧바로 다시 시작합니다. 풀 리퀘스트로 끄려면 Halted, 이 버튼을 쓰려면 RerunOnFailure로 바꾸세요.',
  'power.gitops.other':
    'Git의 runStrategy가 {{runStrategy}}라서 Argo CD가 되돌립니다. 풀 리퀘스트로 runStrategy를 바꾸세요.',
  'power.gitops.file': '{{repository}} 저장소의 {{file}} 파일',
  'power.gitops.changes': '변경 요청 보기',
};

export default ko;
