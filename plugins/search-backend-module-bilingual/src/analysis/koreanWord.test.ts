import { compoundParts, koreanStem } from './koreanWord';

describe('koreanStem', () => {
  it.each([
    ['인증서가', '인증서'],
    ['인증서를', '인증서'],
    ['노드들에서는', '노드'],
    ['클러스터로부터', '클러스터'],
    ['볼륨으로', '볼륨'],
    ['서비스의', '서비스'],
    ['연결되지', '연결'],
    ['삭제했는데', '삭제'],
    ['동기화됩니다', '동기화'],
    ['생성안됨', '생성'],
    ['멈췄습니다', '멈추다'],
    ['멈춤', '멈추다'],
    ['끊겨요', '끊기다'],
    ['안넘어가요', '넘어가다'],
    ['못찾음', '찾다'],
  ])('brings %s to %s', (word, stem) => {
    expect(koreanStem(word)).toBe(stem);
  });

  it.each([
    '경로',
    '재시도',
    '업로드',
    '게이트웨이',
    '권한',
    '온도',
    '접근권한',
    '디플로이',
  ])('leaves %s as it is', word => {
    expect(koreanStem(word)).toBe(word);
  });

  it.each(['안됨', '않습니다', '그리고', '때문'])('drops %s', word => {
    expect(koreanStem(word)).toBeUndefined();
  });
});

describe('compoundParts', () => {
  it.each([
    ['인증서만료', ['인증서', '만료']],
    ['이미지임포트실패', ['이미지', '임포트', '실패']],
    ['볼륨복구절차', ['볼륨', '복구', '절차']],
  ])('takes %s apart', (word, parts) => {
    expect(compoundParts(word)).toEqual(parts);
  });

  it('leaves what is not made of known nouns', () => {
    expect(compoundParts('아무말대잔치')).toBeUndefined();
  });

  it('takes nouns that somebody else knows', () => {
    expect(
      compoundParts('물범사육', part => part === '물범' || part === '사육'),
    ).toEqual(['물범', '사육']);
  });
});
