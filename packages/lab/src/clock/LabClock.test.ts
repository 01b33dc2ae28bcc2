import { RealClock } from './LabClock';

describe('RealClock', () => {
  it('outlives a task that throws, and says so', async () => {
    const warnings = jest.spyOn(process, 'emitWarning').mockImplementation();
    const clock = new RealClock({ speed: 1000 });
    await new Promise<void>(resolve => {
      clock.after(0, () => {
        resolve();
        throw new Error('no boats today');
      });
    });
    expect(warnings.mock.calls[0][0]).toContain('no boats today');
    warnings.mockRestore();
  });
});
