import { fieldAt, listAt, textAt } from '../model/JsonValue';
import { condition, messageOf } from './conditions';
import type { HealthCheck } from './Health';

/** Health of a Job. */
export const job: HealthCheck = object => {
  const failed = condition(object, 'Failed');
  if (failed) return { status: 'Degraded', message: messageOf(failed) };
  const suspended = condition(object, 'Suspended');
  if (suspended?.status === 'True') return { status: 'Suspended' };
  const complete = condition(object, 'Complete') ?? suspended;
  return complete
    ? { status: 'Healthy', message: messageOf(complete) }
    : { status: 'Progressing' };
};

/** Health of a CronJob: only a last run that failed for sure is Degraded. One that is suspended is Healthy, too. */
export const cronJob: HealthCheck = object => {
  if (fieldAt(object, 'spec', 'suspend') === true) {
    return { status: 'Healthy', message: 'CronJob is Suspended' };
  }
  const scheduled = textAt(object, 'status', 'lastScheduleTime');
  const succeeded = textAt(object, 'status', 'lastSuccessfulTime');
  if (scheduled === undefined) {
    return { status: 'Healthy', message: 'CronJob has not been scheduled yet' };
  }
  if (succeeded === undefined) {
    return {
      status: 'Healthy',
      message: 'The Cronjob never completed succesfully. It may not be healthy',
    };
  }
  if (listAt(object, 'status', 'active').length > 0) {
    return {
      status: 'Healthy',
      message:
        'The job is running. Its last execution may not have been successful',
    };
  }
  return succeeded < scheduled
    ? {
        status: 'Degraded',
        message: 'CronJob has not completed its last execution successfully',
      }
    : {
        status: 'Healthy',
        message: 'CronJob has completed its last execution successfully',
      };
};
