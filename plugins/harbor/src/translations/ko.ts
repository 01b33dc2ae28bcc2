import type { en } from './en';

const ko: Record<keyof typeof en, string> = {
  'image.title': '이미지',
  'image.noOwner':
    '소유 팀을 먼저 선택하세요. 그 팀의 프로젝트에서 이미지를 고릅니다.',
  'image.loading': 'Harbor를 읽는 중…',
  'image.required': '필수',

  'project.label': '프로젝트',

  'repository.label': '저장소',
  'repository.placeholder': '검색해서 선택',
  'repository.noMatch': '“{{query}}”에 해당하는 저장소가 없습니다',
  'repository.images': '이미지 {{number}}개',
  'repository.truncated':
    '처음 {{number}}개만 표시됩니다. 나머지는 이름을 직접 입력하세요.',
  'repository.unlisted': 'Harbor 목록에 없음',
  'repository.missing': '저장소를 선택하세요.',
  'repository.wrongForm':
    '영문 소문자로 프로젝트/이름 형식이어야 합니다. 예: {{project}}/shop',
  'repository.wrongProject':
    '이 팀의 프로젝트({{projects}})에 있는 이미지만 쓸 수 있습니다.',

  'tag.label': '태그',
  'tag.placeholder': '검색해서 선택',
  'tag.noMatch': '“{{query}}”에 해당하는 태그가 없습니다',
  'tag.facts': '{{ago}} · {{size}}',
  'tag.truncated': '최신 {{number}}개만 표시됩니다.',
  'tag.first': '저장소를 먼저 선택하세요.',
  'tag.missing': '태그를 선택하세요.',
  'tag.wrongForm':
    '태그에는 영문자, 숫자, 점, 하이픈, 밑줄을 128자까지 쓸 수 있습니다.',
  'tag.latest':
    'latest 태그는 가리키는 이미지가 바뀝니다. 1.2.0처럼 버전을 지정하세요.',

  'none.projects.title': 'Harbor에 이 팀의 프로젝트가 없습니다',
  'none.projects.description':
    'Harbor에 {{projects}} 프로젝트가 없거나 포털에 보이지 않습니다. 플랫폼 팀에 문의하세요.',
  'none.repositories.title': '{{project}}에 아직 이미지가 없습니다',
  'none.repositories.description':
    '이미지를 빌드해 푸시한 뒤 다시 확인하세요. 파이프라인에서 푸시해도 됩니다.',
  'none.tags.title': '{{repository}}에 선택할 태그가 없습니다',
  'none.tags.description':
    'latest는 내용이 바뀌므로 선택할 수 없습니다. 버전 태그로 푸시한 뒤 다시 확인하세요.',
  'none.copy': '명령 복사',
  'none.copied': '복사했습니다',
  'none.copyFailed': '브라우저에서 복사하지 못했습니다',
  'none.lookAgain': '다시 확인',

  'manual.offer': '직접 입력',
  'manual.repository': '저장소',
  'manual.tag': '태그',
  'manual.why':
    '이미지를 직접 입력할 수 있습니다. 변경 요청을 만들 때 다시 확인합니다.',
  'manual.back': '목록에서 선택',

  'problem.forbidden.title': '이미지를 볼 권한이 없습니다',
  'problem.forbidden.description': '플랫폼 팀에 소속 그룹의 권한을 요청하세요.',
  'problem.unreachable.title': '포털에 연결할 수 없습니다',
  'problem.unreachable.description':
    '백엔드가 재시작 중이거나 네트워크가 끊겼습니다.',
  'problem.harbor.title': 'Harbor에서 이미지 목록을 받지 못했습니다',
  'problem.gone.title': 'Harbor에서 보이지 않습니다',
  'problem.other.title': '이미지를 읽지 못했습니다',
  'problem.lastGood': '마지막 정상 응답: {{time}}({{ago}})',
  'problem.retry': '다시 시도',
};

export default ko;
