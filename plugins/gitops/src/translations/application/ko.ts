import type { applicationEn } from './en';

/** The Korean words about Applications. */
export const applicationKo: Record<keyof typeof applicationEn, string> = {
  'application.title': '애플리케이션',
  'application.loading': '애플리케이션 상태를 불러오는 중…',
  'application.none.title': '아직 Argo CD 애플리케이션이 없습니다',
  'application.none.description':
    '머지 후 3분 안에 만들어지며, 만들어지면 여기에 자동으로 표시됩니다.',
  'application.problem.forbidden.title': '애플리케이션을 볼 권한이 없습니다',
  'application.problem.forbidden.description':
    '플랫폼 팀에 소속 그룹의 gitops.application.read 권한을 요청하세요.',
  'application.problem.unreachable.title': '포털에 연결할 수 없습니다',
  'application.problem.unreachable.description':
    '백엔드가 재시작 중이거나 네트워크가 끊겼습니다. 실행 중인 것은 계속 실행됩니다.',
  'application.problem.argocd.title': 'Argo CD에 연결할 수 없습니다',
  'application.problem.argocd.description':
    '실행 중인 것은 계속 실행됩니다. 지금 포털에서 확인할 수 없을 뿐입니다.',
  'application.problem.gone.title': '애플리케이션을 찾지 못했습니다',
  'application.problem.gone.description':
    '카탈로그에 방금 등록되었을 수 있습니다. 잠시 후 다시 시도하세요.',
  'application.problem.other.title': '애플리케이션을 읽지 못했습니다',

  'application.environment.staging': '스테이징',
  'application.environment.production': '프로덕션',

  'application.state.runs': 'Git 내용대로 실행 중',
  'application.state.applying': 'Argo CD가 적용하는 중',
  'application.state.failed': 'Argo CD가 적용하지 못함',
  'application.state.awaitsFirst': '아직 배포 전: 담당자의 동기화 대기',
  'application.state.awaits': '이전 버전 실행 중: 담당자의 동기화 대기',
  'application.state.outOfSync': 'Git과 다름: 곧 동기화됩니다',
  'application.state.progressing': '준비하는 중',
  'application.state.hindered': '준비를 막는 문제가 있음',
  'application.state.degraded': '정상 동작하지 않음',
  'application.state.missing': '아직 없음',
  'application.state.suspended': '일시 중지됨',
  'application.state.unreadable': 'Argo CD가 Git 내용을 읽지 못함',
  'application.state.unknown': '알 수 없음',

  'application.sync': 'Git',
  'application.sync.Synced': '동기화됨',
  'application.sync.OutOfSync': '동기화 안 됨',
  'application.sync.Unknown': '알 수 없음',
  'application.health': '상태',
  'application.health.Healthy': '정상',
  'application.health.Progressing': '진행 중',
  'application.health.Degraded': '비정상',
  'application.health.Suspended': '일시 중지',
  'application.health.Missing': '없음',
  'application.health.Unknown': '알 수 없음',
  'application.pods': 'Pod',
  'application.pods.ready': '{{wanted}}개 중 {{ready}}개 준비됨',
  'application.pods.updating': '{{wanted}}개 중 {{updated}}개가 새 버전',
  'application.pods.autoscaler': '{{minimum}}~{{maximum}}개 자동 조절',
  'application.pods.none': '아직 없음',
  'application.pods.unknown': '알 수 없음',
  'application.image': '이미지',
  'application.revision': '리비전',
  'application.revision.open': 'Git 서버에서 커밋 {{revision}} 보기',
  'application.revision.none': '아직 없음',
  'application.namespace': '네임스페이스',
  'application.lastSync': '마지막 동기화',
  'application.open': 'Argo CD에서 {{name}} 열기',

  'application.errors': 'Argo CD 메시지',

  'application.troubles': '문제',
  'application.where.container': '{{object}}의 컨테이너 {{container}}',
  'application.troubleFact.exitCode': '종료 코드 {{code}}',
  'application.troubleFact.restarts_one': '1번 재시작',
  'application.troubleFact.restarts_other': '{{count}}번 재시작',
  'application.troubleFact.since': '{{time}}부터',
  'application.troubleFact.ended': '{{time}} 마지막 종료',
  'application.troubleFact.same_one': '이 오브젝트만 해당',
  'application.troubleFact.same_other': '같은 문제 오브젝트 {{count}}개',
  'application.exitCode.1': '종료 코드 1: 프로그램이 스스로 종료',
  'application.exitCode.126': '종료 코드 126: 명령을 실행할 수 없음',
  'application.exitCode.127': '종료 코드 127: 명령이 없음',
  'application.exitCode.134': '종료 코드 134: 프로그램이 스스로 중단(abort)',
  'application.exitCode.137': '종료 코드 137: 강제 종료됨',
  'application.exitCode.139': '종료 코드 139: 메모리 접근 오류',
  'application.exitCode.143': '종료 코드 143: 종료 요청을 받음',

  'application.trouble.crashLoop.what':
    '{{where}}: 시작하자마자 종료됩니다. Kubernetes가 간격을 늘려 가며 재시작합니다.',
  'application.trouble.crashLoop.advice':
    '마지막 출력에 원인이 있습니다. 설정 항목이나 시크릿이 빠졌거나 필요한 곳에 연결하지 못하는 경우가 많습니다.',
  'application.trouble.stopped.what': '{{where}}: 오류로 종료되었습니다.',
  'application.trouble.stopped.advice': '마지막 출력에 원인이 있습니다.',
  'application.trouble.outOfMemory.what':
    '{{where}}: 메모리 제한을 넘겨 강제 종료되었습니다.',
  'application.trouble.outOfMemory.advice':
    '크기를 변경해 메모리를 늘리거나, 메모리를 많이 쓰는 원인을 찾으세요.',
  'application.trouble.imagePull.what':
    '{{where}}: 이미지를 가져오지 못합니다.',
  'application.trouble.imagePull.advice':
    '저장소와 태그가 맞는지, 클러스터에 읽기 권한이 있는지 확인하세요.',
  'application.trouble.imageNotFound.what':
    '{{where}}: 레지스트리에 이미지가 없습니다.',
  'application.trouble.imageNotFound.advice':
    '이미지를 푸시하거나 존재하는 태그를 선택하세요.',
  'application.trouble.imageNoRight.what':
    '{{where}}: 클러스터에 이미지를 읽을 권한이 없습니다.',
  'application.trouble.imageNoRight.advice':
    '팀 프로젝트의 저장소를 사용하거나 플랫폼 팀에 권한을 요청하세요.',
  'application.trouble.registryAway.what':
    '{{where}}: 이미지 레지스트리에 연결할 수 없습니다.',
  'application.trouble.registryAway.advice':
    '자동으로 다시 시도합니다. 계속되면 플랫폼 팀에 알려 주세요.',
  'application.trouble.imageName.what':
    '{{where}}: 이미지 이름의 형식이 잘못되었습니다.',
  'application.trouble.imageName.advice': 'Git의 값 파일에서 고치세요.',
  'application.trouble.config.what':
    '{{where}}: 읽어야 할 Secret이나 ConfigMap이 없거나 키가 빠져 시작하지 못합니다.',
  'application.trouble.config.advice':
    'Vault에서 오는 시크릿이면 경로와 속성이 맞는지 확인하세요.',
  'application.trouble.cannotStart.what': '{{where}}: 시작할 수 없습니다.',
  'application.trouble.cannotStart.advice':
    '이미지에 명령이 없거나, 일반 사용자 권한으로 실행할 수 없는 경우가 많습니다.',
  'application.trouble.unschedulable.what':
    '{{where}}: 배치할 노드가 없어 기다리고 있습니다.',
  'application.trouble.unschedulable.advice':
    '노드별로 무엇이 부족한지 아래 스케줄러 메시지에 나와 있습니다.',
  'application.trouble.noRoom.what':
    '{{where}}: 자원이 남은 노드가 없어 기다리고 있습니다.',
  'application.trouble.noRoom.advice':
    '크기를 줄이거나, 플랫폼 팀에 클러스터 자원 부족을 알리세요.',
  'application.trouble.notReady.what':
    '{{where}}: 실행 중이지만 준비 상태로 응답하지 않아 트래픽을 받지 못합니다.',
  'application.trouble.notReady.advice':
    '포트와 상태 확인 경로가 프로그램과 맞는지 확인하세요.',
  'application.trouble.deadline.what':
    '{{where}}: 새 버전이 제시간에 준비되지 못했습니다.',
  'application.trouble.deadline.advice':
    '이전 버전이 있었다면 계속 실행됩니다. 새 Pod가 준비되지 못한 원인은 해당 Pod에 표시됩니다.',
  'application.trouble.quota.what':
    '{{where}}: 네임스페이스 할당량이 부족합니다.',
  'application.trouble.quota.advice':
    '사용 중인 자원을 정리하거나, 크기를 줄이거나, 플랫폼 팀에 할당량 증설을 요청하세요.',
  'application.trouble.notAllowed.what':
    '{{where}}: 클러스터가 생성을 허용하지 않습니다.',
  'application.trouble.notAllowed.advice':
    '플랫폼 규칙에 어긋납니다. 어떤 규칙인지 아래 메시지에 나와 있습니다.',
  'application.trouble.cannotCreate.what':
    '{{where}}: 하위 오브젝트를 만들지 못합니다.',
  'application.trouble.cannotCreate.advice':
    '원인은 아래 클러스터 메시지에 나와 있습니다.',
  'application.trouble.unreadable.what':
    '{{where}}: Argo CD가 Git 내용을 읽지 못합니다.',
  'application.trouble.unreadable.advice':
    '아래 메시지에 위치가 나와 있습니다. Git의 파일을 고치면 Argo CD가 자동으로 다시 읽습니다.',
  'application.trouble.notApplied.what':
    '{{where}}: Argo CD가 적용하지 못했습니다.',
  'application.trouble.notApplied.advice':
    '아래 메시지에 원인이 나와 있습니다. 자동 동기화 환경에서는 간격을 늘려 가며 다시 시도합니다.',
  'application.trouble.refused.what':
    '{{where}}: Argo CD가 적용할 때 클러스터가 거부했습니다.',
  'application.trouble.refused.advice':
    'Git의 값을 고치세요. 자동 동기화 환경에서는 Argo CD가 다시 시도합니다.',
  'application.trouble.pruneSkipped.what':
    '{{where}}: Git에서 없어졌지만 삭제되지 않았습니다.',
  'application.trouble.pruneSkipped.advice':
    '삭제해야 한다면 다시 동기화하면서 삭제를 선택하세요.',
  'application.trouble.evicted.what':
    '{{where}}: 노드의 자원이 부족해 축출되었습니다.',
  'application.trouble.evicted.advice':
    '다른 Pod가 대신합니다. 반복되면 실제로 필요한 만큼 요청하세요.',
  'application.trouble.volume.what': '{{where}}: 볼륨을 기다리고 있습니다.',
  'application.trouble.volume.advice':
    '볼륨은 한 번에 한 노드에서만 쓸 수 있습니다. 계속되면 플랫폼 팀에 알려 주세요.',
  'application.trouble.storage.what': '{{where}}: 스토리지를 받지 못했습니다.',
  'application.trouble.storage.advice':
    '스토리지 클래스가 있는지, 할당량에 여유가 있는지 확인하세요.',
  'application.trouble.secretSync.what':
    '{{where}}: Vault에서 값을 읽지 못합니다.',
  'application.trouble.secretSync.advice':
    'Vault에 경로와 속성이 있는지, 팀에 읽기 권한이 있는지 확인하세요.',
  'application.trouble.scaling.what':
    '{{where}}: 측정값을 받지 못해 자동 조절을 할 수 없습니다.',
  'application.trouble.scaling.advice': '그때까지 Pod 수는 그대로 유지됩니다.',
  'application.trouble.job.what': '{{where}}: 실패했습니다.',
  'application.trouble.job.advice': '마지막 출력에 원인이 있습니다.',
  'application.trouble.degraded.what': '{{where}}: 정상이 아닙니다.',
  'application.trouble.degraded.advice':
    '오브젝트의 컨디션과 이벤트에서 원인을 확인하세요.',
  'application.trouble.missing.what': '{{where}}: 클러스터에 없습니다.',
  'application.trouble.missing.advice':
    '클러스터가 거부하지 않는 한 다음 동기화 때 만들어집니다.',
  'application.trouble.unknown.what': '{{where}}: {{reason}} 상태입니다.',
  'application.trouble.unknown.advice':
    '오브젝트의 컨디션과 이벤트에서 자세히 확인하세요.',
  'application.trouble.look': '{{object}} 자세히 보기',

  'application.object.in': '{{cluster}} 클러스터의 {{namespace}}',
  'application.object.loading': '클러스터에 묻는 중…',
  'application.object.failed': '클러스터에서 읽지 못했습니다',
  'application.object.gone': '오브젝트가 더 이상 없습니다',
  'application.object.containers': '컨테이너',
  'application.object.conditions': '컨디션',
  'application.object.events': '이벤트',
  'application.object.noConditions': '보고된 컨디션이 없습니다.',
  'application.object.noEvents':
    '이벤트가 없습니다. 클러스터는 한 시간이 지난 이벤트를 지웁니다.',
  'application.object.restarts_one': '1번 재시작',
  'application.object.restarts_other': '{{count}}번 재시작',
  'application.object.ready': '준비됨',
  'application.object.notReady': '준비 안 됨',
  'application.object.container.running': '실행 중',
  'application.object.container.waiting': '대기 중',
  'application.object.container.terminated': '종료됨',
  'application.object.container.unknown': '알 수 없음',
  'application.object.last': '마지막 종료 상태',
  'application.object.condition.True': '예',
  'application.object.condition.False': '아니요',
  'application.object.condition.Unknown': '알 수 없음',
  'application.object.event.Warning': '경고',
  'application.object.event.Normal': '알림',
  'application.object.times_one': '1번',
  'application.object.times_other': '{{count}}번',
  'application.object.kubernetes': 'Kubernetes 탭에서 로그 등 보기',
  'application.object.close': '닫기',

  'application.sync.changes_one': '오브젝트 1개가 생성되거나 변경됩니다',
  'application.sync.changes_other':
    '오브젝트 {{count}}개가 생성되거나 변경됩니다',
  'application.sync.deletions_one': '1개가 삭제됩니다',
  'application.sync.deletions_other': '{{count}}개가 삭제됩니다',
  'application.sync.button': '{{environment}} 동기화…',
  'application.sync.running':
    'Argo CD가 적용하고 있습니다. 몇 분 걸릴 수 있습니다.',
  'application.sync.ordered': 'Argo CD가 요청을 받았고 곧 시작합니다.',
  'application.sync.forbidden': '다음 그룹의 구성원이 동기화해야 합니다:',
  'application.sync.forbiddenNobody':
    '동기화 권한이 없습니다. 누가 할 수 있는지 플랫폼 팀에 문의하세요.',
  'application.sync.unreachable':
    'Argo CD가 응답하지 않아 동기화할 수 없습니다.',
  'application.sync.confirm.title': '{{name}}: {{environment}}에 동기화할까요?',
  'application.sync.confirm.what':
    'Argo CD가 {{cluster}} 클러스터의 {{namespace}} 네임스페이스에 리비전 {{revision}} 내용을 적용합니다.',
  'application.sync.confirm.whatNoRevision':
    'Argo CD가 {{cluster}} 클러스터의 {{namespace}} 네임스페이스에 현재 Git 내용을 적용합니다.',
  'application.sync.confirm.changed_one': '생성 또는 변경: 1개',
  'application.sync.confirm.changed_other': '생성 또는 변경: {{count}}개',
  'application.sync.confirm.deleted':
    'Git에서 없어졌습니다. 선택하지 않으면 그대로 남습니다:',
  'application.sync.confirm.delete_one': '이 오브젝트 1개 삭제',
  'application.sync.confirm.delete_other': '이 오브젝트 {{count}}개 삭제',
  'application.sync.confirm.more_one': '외 1개',
  'application.sync.confirm.more_other': '외 {{count}}개',
  'application.sync.confirm.audit': '동기화한 사람이 감사 로그에 기록됩니다.',
  'application.sync.confirm.cancel': '취소',
  'application.sync.confirm.action': '{{environment}} 동기화',
  'application.sync.confirm.actionDelete_one':
    '{{environment}} 동기화 및 1개 삭제',
  'application.sync.confirm.actionDelete_other':
    '{{environment}} 동기화 및 {{count}}개 삭제',
  'application.sync.accepted': 'Argo CD가 {{name}} 동기화를 시작합니다',
  'application.sync.failed': '{{name}} 동기화에 실패했습니다',
  'application.sync.notAllowed':
    '동기화 권한이 없습니다. 권한이 바뀌었거나 화면이 오래되었습니다.',
  'application.sync.noAnswer': '포털이 응답하지 않습니다.',

  'application.step.person': '담당자 대기',
  'application.step.sync.partly':
    '자동 동기화 환경에는 Git 내용이 적용되었습니다. {{environments}} 환경은 담당자의 동기화를 기다립니다.',
  'application.step.sync.awaits':
    '{{environments}} 환경은 권한 있는 사람의 동기화를 기다립니다.',
  'application.step.sync.who': '다음 그룹의 구성원이 할 수 있습니다:',
  'application.step.sync.go': '{{name}} 화면으로 이동',
  'application.step.environments': '환경별 상태',
};
