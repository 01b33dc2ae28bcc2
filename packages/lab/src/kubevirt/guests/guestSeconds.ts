/** Lab seconds that the steps of a guest's life take. About four from the pod to a running guest. */
export const GUEST_SECONDS = {
  /** Until the launcher pod exists. */
  pod: 0.3,
  /** Until it has a node and runs there. */
  node: 1.2,
  /** Until the guest runs. */
  boot: 2.5,
  /** Until the running guest is ready. */
  ready: 0.8,
  /** Until the agent in the ready guest reports. */
  agent: 3,
  /** Until a guest that is told to crash does so. */
  crash: 2,
  /** Between the power button and the end. */
  shutdown: 2,
  /** Between the start of a live migration and its end. */
  migration: 3,
} as const;
