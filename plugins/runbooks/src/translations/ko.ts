import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'page.title': '런북',
  'page.intro':
    '문제가 생겼을 때 볼 문서입니다. 증상, 의미, 확인 방법, 조치 순서로 정리했습니다.',

  'list.label': '런북',
  'list.loading': '런북을 읽는 중…',
  'list.search': '필터',
  'list.searchPlaceholder': '제목, ID, 시스템',
  'list.group': '분류',
  'list.anyGroup': '모든 분류',
  'list.system': '시스템',
  'list.anySystem': '모든 시스템',
  'list.severity': '심각도',
  'list.anySeverity': '모든 심각도',
  'list.kind': '종류',
  'list.anyKind': '모든 종류',
  'list.option': '{{name}}({{number}})',
  'list.clear': '필터 지우기',
  'list.count_one': '런북 {{count}}건',
  'list.count_other': '런북 {{count}}건',
  'list.countOf': '런북 {{total}}건 중 {{shown}}건',
  'list.searchAll': '모든 런북 본문에서 검색',
  'list.destructive': '데이터가 사라지거나 접속이 끊길 수 있는 단계 있음',
  'list.source': '출처: {{source}}',
  'list.helpful': '도움이 됨 {{helpful}}명, 안 됨 {{unhelpful}}명',

  'empty.title': '아직 런북이 없습니다',
  'empty.description':
    '포털 운영자가 설정의 runbooks.sources에 런북 폴더를 지정하면 여기에 나타납니다.',
  'noMatch.title': '조건에 맞는 런북이 없습니다',
  'noMatch.description': '필터를 넓히거나 모든 런북 본문에서 검색하세요.',

  'faults.title_one': '읽지 못한 페이지가 {{count}}개 있습니다',
  'faults.title_other': '읽지 못한 페이지가 {{count}}개 있습니다',
  'faults.description':
    '고칠 때까지 목록에서 제외됩니다. 이 안내는 플랫폼 팀에만 보입니다.',

  'problem.forbidden.title': '런북을 볼 권한이 없습니다',
  'problem.forbidden.description': '플랫폼 팀에 소속 그룹의 권한을 요청하세요.',
  'problem.unreachable.title': '포털에 연결할 수 없습니다',
  'problem.unreachable.description':
    '백엔드가 재시작 중이거나 네트워크가 끊겼습니다. 같은 문서가 저장소의 docs/runbooks에 있습니다.',
  'problem.other.title': '런북을 읽지 못했습니다',
  'problem.retry': '다시 시도',

  'helpful.question': '“{{title}}” 문서가 도움이 되었나요?',
  'helpful.yes': '예',
  'helpful.no': '아니요',
};

export default ko;
