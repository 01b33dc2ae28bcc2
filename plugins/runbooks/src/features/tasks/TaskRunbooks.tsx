import { useTaskEventStream } from '@backstage/plugin-scaffolder-react';
import { RunbookChips } from '@naru/plugin-runbooks-react';
import { useParams } from 'react-router-dom';
import styles from './TaskRunbooks.module.css';
import { taskSignals } from './taskSignals';

/** Above the page of a task that failed: the runbooks for its error. */
export function TaskRunbooks() {
  const taskId = useParams()['*']?.split('/')[0];
  return taskId ? <Task key={taskId} taskId={taskId} /> : null;
}

function Task(props: { taskId: string }) {
  const { task, error, steps } = useTaskEventStream(props.taskId);
  if (!error) {
    return null;
  }
  const failed = task?.spec.steps.find(
    ({ id }) => steps?.[id]?.status === 'failed',
  );
  return (
    <div className={styles.root}>
      <RunbookChips signals={taskSignals({ error, action: failed?.action })} />
    </div>
  );
}
