/** One thing that `helm lint` has to say. */
export interface LintFinding {
  severity: 'info' | 'warning' | 'error';
  /** File or folder of the chart, e.g. `templates/deployment.yaml`; undefined when helm names none. */
  path?: string;
  message: string;
}

const SEVERITIES: Record<string, LintFinding['severity']> = {
  INFO: 'info',
  WARNING: 'warning',
  ERROR: 'error',
};

/** Reads what `helm lint` prints. */
export function parseLint(output: string): LintFinding[] {
  const findings: LintFinding[] = [];
  for (const line of output.split('\n')) {
    const match = /^\[(INFO|WARNING|ERROR)\] (?:(\S+): )?(.*)$/.exec(line);
    const last = findings.at(-1);
    if (match) {
      findings.push({
        severity: SEVERITIES[match[1]],
        path: match[2],
        message: match[3],
      });
    } else if (line.trim() === '' || line.startsWith('==> ')) {
      continue;
    } else if (last && !/^(Error: )?\d+ chart\(s\) linted/.test(line)) {
      last.message += `\n${line}`;
    }
  }
  return findings;
}
