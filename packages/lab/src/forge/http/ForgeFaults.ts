/** How the forge misbehaves on command. */
export interface ForgeFaults {
  /** Every answer waits this long. */
  latencyMs: number;
  /** Connections are broken and refused. */
  cut: boolean;
  /** So many of the next requests are answered 500. */
  failNext?: number;
}
