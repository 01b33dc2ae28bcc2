import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'severity.critical': '긴급',
  'severity.major': '심각',
  'severity.minor': '경미',
  'severity.info': '정보',

  'kind.incident': '장애',
  'kind.check': '점검',
  'kind.procedure': '절차',
  'kind.design': '설계',
  'kind.defect': '결함',
  'kind.hypothetical': '예상 장애',

  'chips.label': '런북',
  'chips.open': '런북: {{title}}({{severity}})',
  'chips.more_one': '{{count}}건 더 보기',
  'chips.more_other': '{{count}}건 더 보기',
  'chips.search': '런북 검색',

  'drawer.close': '닫기',
  'drawer.back': '뒤로',
  'drawer.loading': '런북을 여는 중…',
  'drawer.openPage': '페이지 열기',
  'drawer.language': '런북 언어',

  'article.only': '이 런북은 아직 한국어로 작성되지 않았습니다.',
  'article.systems': '시스템',
  'article.versions': '버전',
  'article.since': '{{system}} {{version}}부터',
  'article.until': '{{system}} {{version}}까지',
  'article.between': '{{system}} {{since}}~{{until}}',
  'article.why': '이 런북을 고른 이유',
  'article.destructive.title':
    '데이터가 사라지거나 접속이 끊길 수 있는 단계가 있습니다',
  'article.destructive.description':
    '명령을 실행하기 전에 해당 단계의 경고와 되돌리는 방법을 끝까지 읽으세요.',
  'article.sections': '목차',
  'article.related': '관련 런북',
  'article.others': '함께 확인할 런북',
  'article.copy': '블록 복사',
  'article.copied': '복사했습니다',
  'article.copyFailed': '브라우저에서 복사하지 못했습니다',

  'why.system': '시스템: {{value}}',
  'why.kind': '오브젝트 종류: {{value}}',
  'why.status': '상태: {{value}}',
  'why.phase': '단계: {{value}}',
  'why.condition': '컨디션: {{value}}',
  'why.reason': '이유: {{value}}',
  'why.event': '이벤트: {{value}}',
  'why.operation': 'Argo CD 작업: {{value}}',
  'why.sync': '동기화 상태: {{value}}',
  'why.health': '헬스: {{value}}',
  'why.http': 'HTTP 상태: {{value}}',
  'why.message': '메시지에 {{value}} 포함',

  'helpful.question': '도움이 되었나요?',
  'helpful.yes': '예',
  'helpful.no': '아니요',
  'helpful.counted': '감사합니다. 반영했습니다. 언제든 바꿀 수 있습니다.',
  'helpful.countedNo':
    '감사합니다. 반영했습니다. 런북 작성자가 확인합니다. 언제든 바꿀 수 있습니다.',
  'helpful.failed': '반영하지 못했습니다. 다시 시도하세요.',
  'helpful.forbidden': '런북을 평가할 권한이 없습니다.',

  'problem.forbidden.title': '런북을 볼 권한이 없습니다',
  'problem.forbidden.description': '플랫폼 팀에 소속 그룹의 권한을 요청하세요.',
  'problem.gone.title': '{{id}} 런북이 없습니다',
  'problem.gone.description':
    '삭제되었거나 ID가 바뀌었습니다. 화면에 보이는 메시지로 검색하세요.',
  'problem.unreachable.title': '포털에 연결할 수 없습니다',
  'problem.unreachable.description':
    '백엔드가 재시작 중이거나 네트워크가 끊겼습니다. 같은 문서가 저장소의 docs/runbooks에 있습니다.',
  'problem.other.title': '런북을 읽지 못했습니다',
  'problem.retry': '다시 시도',
};

export default ko;
