import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'box.open': '검색',
  'box.shortcut': '검색 ({{keys}})',
  'page.title': '검색',
  'dialog.label': '포털 전체 검색',
  'field.label': '무엇을 찾으세요?',
  'field.placeholder': '이름, 오류 메시지, 문서, 요청…',
  'field.clear': '지우기',
  'dialog.close': '닫기',

  'filter.label': '검색 범위',
  'category.all': '전체',
  'category.catalog': '카탈로그',
  'category.template': '템플릿',
  'category.runbook': '런북',
  'category.docs': '문서',
  'category.request': '요청',
  'category.other': '기타',

  'results.label': '검색 결과',
  'results.count_one': '결과 {{count}}개',
  'results.count_other': '결과 {{count}}개',
  'results.more': '{{category}}에서 더 보기',
  'results.allOnPage': '전체 결과를 페이지로 보기',
  'results.page': '{{page}}페이지',
  'results.next': '다음 페이지',
  'results.previous': '이전 페이지',

  'state.loading': '검색 중…',
  'state.stale': '직전 검색어의 결과입니다.',
  'state.start': '보이는 그대로, 찾는 그대로 입력하세요',
  'state.start.about':
    '가상 머신 이름, 시스템이 남긴 오류 메시지, 런북 번호, 한국어나 영어 단어 몇 개면 됩니다.',
  'state.none': '‘{{term}}’에 대한 결과가 없습니다',
  'state.none.about':
    '단어를 줄이거나 바꿔 보세요. 긴 오류 메시지는 매번 똑같이 나오는 부분만 넣으면 잘 찾습니다.',
  'state.none.filtered':
    '{{category}}에는 결과가 없습니다. 전체에서 찾아볼까요?',
  'state.none.all': '전체에서 검색',
  'state.none.runbooks': '런북 전체 목록',
  'state.forbidden': '검색 권한이 없습니다',
  'state.forbidden.about': '플랫폼 팀에 검색 권한을 요청하세요.',
  'state.preparing': '검색을 준비하고 있습니다',
  'state.preparing.about':
    '포털이 시작된 뒤 1분 안에 채워집니다. 잠시 후 다시 시도하세요.',
  'state.unreachable': '검색이 응답하지 않습니다',
  'state.unreachable.about':
    '네트워크 연결을 확인하세요. 포털이 재시작 중일 수 있습니다.',
  'state.failed': '검색하지 못했습니다',
  'state.retry': '다시 시도',

  'recent.searches': '최근 검색어',
  'recent.opened': '최근에 연 항목',
  'recent.clear': '기록 지우기',

  'keys.move': '선택',
  'keys.open': '열기',
  'keys.filter': '검색 범위',
  'keys.close': '닫기',

  'severity.critical': '긴급',
  'severity.major': '심각',
  'severity.minor': '경미',
  'severity.info': '정보',
  'request.open': '진행 중',
  'request.merged': '머지됨',
  'request.closed': '닫힘',
  owner: '담당 {{owner}}',
};

export default ko;
