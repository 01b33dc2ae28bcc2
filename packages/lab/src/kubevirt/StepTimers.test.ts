import { ManualClock } from '../clock/LabClock';
import { StepTimers } from './StepTimers';

describe('StepTimers', () => {
  let clock: ManualClock;
  let timers: StepTimers;
  let warnings: jest.SpyInstance;

  beforeEach(() => {
    clock = new ManualClock();
    timers = new StepTimers(clock);
    warnings = jest.spyOn(process, 'emitWarning').mockImplementation();
  });
  afterEach(() => {
    timers.stop();
    warnings.mockRestore();
  });

  it('runs a step once, however often it is asked for', () => {
    const task = jest.fn();
    timers.after('a', 'pull', 2, task);
    clock.advance(1);
    timers.after('a', 'pull', 2, task);
    clock.advance(1);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it('says what a step failed of, and tries it again', () => {
    const task = jest
      .fn()
      .mockImplementationOnce(() => {
        throw new Error('no boats today');
      })
      .mockImplementation();
    timers.after('a', 'pull', 1, task);
    clock.advance(1);
    expect(warnings.mock.calls[0][0]).toContain('no boats today');
    clock.advance(5);
    expect(task).toHaveBeenCalledTimes(2);
    clock.advance(60);
    expect(task).toHaveBeenCalledTimes(2);
  });

  it('does not try again what has moved on to another step', () => {
    const next = jest.fn();
    const task = jest.fn(() => {
      timers.after('a', 'ready', 1, next);
      throw new Error('no boats today');
    });
    timers.after('a', 'pull', 1, task);
    clock.advance(60);
    expect(task).toHaveBeenCalledTimes(1);
    expect(next).toHaveBeenCalledTimes(1);
  });
});
