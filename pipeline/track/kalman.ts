/**
 * Constant-velocity Kalman filter of one coordinate, with real time steps.
 * R. E. Kalman, "A New Approach to Linear Filtering and Prediction Problems", 1960; the use per box coordinate follows
 * SORT (Bewley et al. 2016, arXiv:1602.00763), which assumes even steps and so cannot be used as it is.
 */
export type Axis = {
  position: number;
  velocity: number;
  /** Covariance: position–position, position–velocity, velocity–velocity. */
  pp: number;
  pv: number;
  vv: number;
};

export const startAxis = (position: number, std: number, velocityStd: number): Axis => ({
  position,
  velocity: 0,
  pp: std * std,
  pv: 0,
  vv: velocityStd * velocityStd,
});

/**
 * `accelerationStd` per √second (continuous white noise, so two half steps equal a whole one when undamped).
 * `brakeS`: the velocity fades with this time constant; null keeps it.
 */
export function predictAxis(
  axis: Axis,
  stepS: number,
  accelerationStd: number,
  brakeS: number | null = null,
): Axis {
  const keep = brakeS === null ? 1 : Math.exp(-stepS / brakeS);
  const travel = brakeS === null ? stepS : brakeS * (1 - keep);
  const noise = accelerationStd * accelerationStd;
  return {
    position: axis.position + travel * axis.velocity,
    velocity: keep * axis.velocity,
    pp: axis.pp + 2 * travel * axis.pv + travel * travel * axis.vv + (noise * stepS ** 3) / 3,
    pv: keep * (axis.pv + travel * axis.vv) + (noise * stepS ** 2) / 2,
    vv: keep * keep * axis.vv + noise * stepS,
  };
}

export function correctAxis(axis: Axis, measured: number, std: number): Axis {
  const spread = axis.pp + std * std;
  const gain = axis.pp / spread;
  const gainVelocity = axis.pv / spread;
  const surprise = measured - axis.position;
  return {
    position: axis.position + gain * surprise,
    velocity: axis.velocity + gainVelocity * surprise,
    pp: (1 - gain) * axis.pp,
    pv: (1 - gain) * axis.pv,
    vv: axis.vv - gainVelocity * axis.pv,
  };
}

/** Limits how unsure a filter may grow, without making its covariance impossible. */
export function capSpread(axis: Axis, maxStd: number): Axis {
  const shrink = Math.min(1, maxStd / Math.sqrt(axis.pp));
  return shrink === 1 ? axis : { ...axis, pp: axis.pp * shrink ** 2, pv: axis.pv * shrink };
}
