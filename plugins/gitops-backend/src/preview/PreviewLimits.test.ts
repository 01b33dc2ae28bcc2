import { PreviewLimits } from './PreviewLimits';

const question = (person: string, content: string) => ({ person, content });

describe('PreviewLimits', () => {
  it('answers the same question of a person once, and of another person again', async () => {
    const limits = new PreviewLimits<number>({ keepMs: 60_000 });
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return asked;
    };
    const answers = await Promise.all([
      limits.run(question('dev1', 'a'), ask),
      limits.run(question('dev1', 'a'), ask),
      limits.run(question('dev2', 'a'), ask),
    ]);
    expect(answers).toEqual([1, 1, 2]);
    expect(await limits.run(question('dev1', 'a'), ask)).toBe(1);
    expect(await limits.run(question('dev1', 'b'), ask)).toBe(3);
  });

  it('forgets answers in time, and failures at once', async () => {
    const limits = new PreviewLimits<string>({ keepMs: -1 });
    expect(await limits.run(question('a', 'b'), async () => 'one')).toBe('one');
    expect(await limits.run(question('a', 'b'), async () => 'two')).toBe('two');
    const lasting = new PreviewLimits<string>();
    await expect(
      lasting.run(question('a', 'b'), () => Promise.reject(new Error('away'))),
    ).rejects.toThrow('away');
    expect(await lasting.run(question('a', 'b'), async () => 'x')).toBe('x');
  });

  it('lets a person have a few under way', async () => {
    const limits = new PreviewLimits<void>({ perPerson: 2, altogether: 3 });
    let finish = () => {};
    const end = new Promise<void>(resolve => {
      finish = resolve;
    });
    const running = [
      limits.run(question('dev1', 'a'), () => end),
      limits.run(question('dev1', 'b'), () => end),
    ];
    await expect(
      limits.run(question('dev1', 'c'), async () => {}),
    ).rejects.toThrow('You have several previews under way');
    running.push(limits.run(question('dev2', 'a'), () => end));
    await expect(
      limits.run(question('dev3', 'a'), async () => {}),
    ).rejects.toThrow('too many previews');
    finish();
    await Promise.all(running);
    await limits.run(question('dev1', 'c'), async () => {});
  });
});
