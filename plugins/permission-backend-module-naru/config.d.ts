export interface Config {
  naru: {
    /**
     * Group whose members may do everything, for example `group:default/platform-team`.
     */
    platformGroup: string;
    /**
     * Group whose members see everything and change nothing, whatever other groups they are in. Without it nobody is
     * an auditor.
     */
    auditorGroup?: string;
  };
}
