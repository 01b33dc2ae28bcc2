import { applicationKo } from './application/ko';
import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'preview.loading': '무엇이 바뀌는지 확인하는 중…',
  'preview.reload': '다시 확인',
  'preview.noTemplate':
    '템플릿에서 양식을 열면 신청 결과를 여기에서 미리 볼 수 있습니다.',
  'preview.blocked_one': '여기에 표시된 항목을 먼저 고치세요',
  'preview.blocked_other': '여기에 표시된 항목 {{count}}개를 먼저 고치세요',
  'preview.summary.new_one': '파일 1개를 바꾸는 풀 리퀘스트를 엽니다.',
  'preview.summary.new_other':
    '파일 {{count}}개를 바꾸는 풀 리퀘스트를 엽니다.',
  'preview.summary.again_one':
    '이미 열려 있는 풀 리퀘스트에서 파일 1개를 바꿉니다.',
  'preview.summary.again_other':
    '이미 열려 있는 풀 리퀘스트에서 파일 {{count}}개를 바꿉니다.',
  'preview.summary.pullRequest': '풀 리퀘스트 #{{number}}',
  'preview.summary.nothing':
    'Git에 이미 같은 내용이 있어 바뀌는 것이 없습니다.',
  'preview.summary.refused': '아직 풀 리퀘스트를 열 수 없습니다.',
  'preview.faults.refuse_one': '고쳐야 할 항목 1개',
  'preview.faults.refuse_other': '고쳐야 할 항목 {{count}}개',
  'preview.faults.warn_one': '참고 사항 1개 · 검토자에게도 표시됩니다',
  'preview.faults.warn_other':
    '참고 사항 {{count}}개 · 검토자에게도 표시됩니다',
  'preview.faults.open': '‘{{question}}’ 항목으로 이동',
  'preview.files.title': 'Git 파일',
  'preview.files.new': '새 파일',
  'preview.files.changed': '변경',
  'preview.files.same': '변경 없음',
  'preview.files.lines': '+{{added}} −{{removed}}줄',
  'preview.objects.title': 'Argo CD가 적용할 내용',
  'preview.objects.into':
    '애플리케이션 {{application}}, 네임스페이스 {{namespace}}',
  'preview.objects.copy': '{{title}} 매니페스트 전체 복사',
  'preview.objects.copied': '복사했습니다',
  'preview.objects.copyFailed': '브라우저가 복사를 허용하지 않았습니다',
  'preview.objects.faulty': '위에 표시된 항목을 고치면 볼 수 있습니다.',
  'preview.objects.unavailable': '여기에서는 볼 수 없습니다',
  'preview.noHelm.title': '포털 서버에 helm이 없습니다',
  'preview.noHelm.description':
    '만들어질 오브젝트를 미리 볼 수 없을 뿐, 신청은 그대로 진행됩니다. 머지 후 Argo CD가 렌더링합니다. 포털 운영자가 helm 3을 설치하면 미리 볼 수 있습니다.',
  'preview.problem.incomplete.title': '아직 작성하지 않은 항목이 있습니다',
  'preview.problem.incomplete.description':
    '이전 단계로 돌아가 빠진 항목을 채우세요.',
  'preview.problem.forbidden.title': '신청할 권한이 없습니다',
  'preview.problem.forbidden.description':
    '플랫폼 팀에 소속 그룹의 템플릿 사용 권한을 요청하세요.',
  'preview.problem.unreachable.title': '지금은 미리 볼 수 없습니다',
  'preview.problem.unreachable.description':
    '필요한 시스템에 연결할 수 없습니다. 계속 진행해도 됩니다. 풀 리퀘스트를 열기 전에 모두 다시 확인합니다.',
  'preview.problem.other.title': '미리 보기에 실패했습니다',
  'preview.problem.other.description':
    '계속 진행해도 됩니다. 풀 리퀘스트를 열기 전에 모두 다시 확인합니다.',

  'page.title': '변경 요청',
  'page.all': '모든 변경 요청',

  'list.label': '변경 요청',
  'list.loading': '변경 요청을 불러오는 중…',
  'list.search': '검색',
  'list.searchPlaceholder': '제목, 브랜치, 요청자',
  'list.state': '상태',
  'list.anyState': '모든 상태',
  'list.stateOption': '{{state}} ({{number}})',
  'list.mine': '내 요청만',
  'list.clear': '필터 지우기',
  'list.more': '{{number}}건 더 보기',
  'list.column.title': '변경',
  'list.column.state': '상태',
  'list.column.requester': '요청자',
  'list.column.created': '생성',
  'list.column.pullRequest': '풀 리퀘스트',
  'list.openPullRequest': 'Git 서버에서 풀 리퀘스트 {{number}} 열기',
  'list.empty.title': '아직 변경 요청이 없습니다',
  'list.empty.description':
    '양식으로 신청할 때마다 풀 리퀘스트가 만들어지고 여기에 표시됩니다.',
  'list.noMatch.title': '조건에 맞는 변경이 없습니다',
  'list.noMatch.description': '검색어나 필터를 넓혀 보세요.',

  'state.open': '열림',
  'state.merged': '머지됨',
  'state.closed': '닫힘',

  'card.title': '변경 요청',

  'problem.forbidden.title': '변경 요청을 볼 권한이 없습니다',
  'problem.forbidden.description':
    '플랫폼 팀에 소속 그룹의 권한을 요청하거나, 권한이 있는 사용자로 로그인하세요.',
  'problem.unreachable.title': '포털에 연결할 수 없습니다',
  'problem.unreachable.description':
    '백엔드가 재시작 중이거나 네트워크가 끊겼습니다. 머지된 변경은 그대로 적용됩니다.',
  'problem.forge.title': 'Git 서버에 연결할 수 없습니다',
  'problem.forge.description':
    '머지된 변경은 그대로 적용됩니다. 지금 포털에서 확인할 수 없을 뿐입니다.',
  'problem.gone.title': 'Git 서버에 이 변경이 없습니다',
  'problem.gone.description':
    '브랜치나 저장소가 삭제되었거나 주소가 잘못되었습니다.',
  'problem.other.title': '변경 정보를 읽지 못했습니다',
  'problem.notRefreshed': '최신 정보가 아닙니다',
  'problem.lastGood': '마지막 정상 응답: {{time}}({{ago}})',
  'problem.retry': '다시 시도',

  'progress.label': '변경 진행 단계',
  'progress.loading': '변경 진행 상황을 불러오는 중…',
  'progress.requestedBy': '요청자',
  'progress.argocdStale': 'Argo CD가 응답하지 않습니다',
  'progress.argocdStaleSince':
    '아래 Argo CD 상태는 {{time}}({{ago}}) 기준입니다.',
  'progress.argocdStaleNever':
    '포털이 시작된 뒤로 한 번도 응답하지 않아 이후 단계를 알 수 없습니다.',
  'progress.argocdLoading': 'Argo CD 상태를 읽는 중입니다.',

  'step.pull-request': '풀 리퀘스트',
  'step.merge': '검토와 머지',
  'step.sync': 'Argo CD 적용',
  'step.object': '실행',

  'stepState.waiting': '대기',
  'stepState.active': '진행 중',
  'stepState.done': '완료',
  'stepState.failed': '실패',

  'hint.pull-request.waiting': '풀 리퀘스트를 만드는 중입니다.',
  'hint.pull-request.active': '풀 리퀘스트를 만드는 중입니다.',
  'hint.pull-request.done': '변경 내용이 작성되어 검토할 수 있습니다.',
  'hint.pull-request.failed':
    '풀 리퀘스트가 머지되지 않고 닫혀 아무것도 바뀌지 않습니다.',
  'hint.merge.waiting': '풀 리퀘스트가 만들어진 다음 단계입니다.',
  'hint.merge.active':
    '머지 권한이 있는 사람이 검토해야 합니다. 머지되면 이 화면이 자동으로 이어집니다.',
  'hint.merge.conflict':
    '그 사이 머지된 내용과 충돌합니다. 다시 신청하거나 브랜치에서 충돌을 해결하세요.',
  'hint.merge.done': '변경이 {{base}} 브랜치에 반영되었습니다.',
  'hint.merge.failed': '머지할 수 없습니다.',
  'hint.sync.waiting': '머지된 다음 단계입니다.',
  'hint.sync.active': 'Argo CD가 변경을 클러스터에 적용하고 있습니다.',
  'hint.sync.manual':
    '이 애플리케이션은 자동으로 동기화되지 않습니다. 플랫폼 팀이 Argo CD에서 {{application}} 애플리케이션을 동기화해야 합니다.',
  'hint.sync.done': '클러스터가 Git 내용과 일치합니다.',
  'hint.sync.failed': 'Argo CD가 변경을 적용하지 못했습니다.',
  'hint.object.waiting': 'Argo CD가 적용한 다음 단계입니다.',
  'hint.object.active': '준비하고 있습니다.',
  'hint.object.done': '준비가 끝났습니다.',
  'hint.object.failed': '준비되지 못했습니다.',

  'link.pull-request': '풀 리퀘스트 {{number}} 열기',
  'link.merge': '검토하고 머지하기',
  'link.sync': 'Argo CD에서 열기',
  'link.object': '{{name}} 열기',
  'link.follow': '이 변경만 따로 보기',

  'trouble.label': 'Argo CD 메시지',
  'trouble.retries':
    '지금까지 {{number}}번 시도했고 Argo CD가 계속 재시도합니다.',

  ...applicationKo,
};

export default ko;
