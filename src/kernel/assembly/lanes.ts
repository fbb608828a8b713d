/** What the column functions share. A vector (v128) holds two doubles, its lanes: two trials. */

/**
 * Both lanes filled with the double at an address.
 *
 * Constants live in memory and are loaded where they are used: that is one instruction, where V8
 * takes three for a v128.const, and there are more constants in a loop than registers.
 */
// @ts-ignore: decorator
@inline
export function splat(address: usize): v128 {
  return v128.load64_splat(address);
}

export const HALF: usize = memory.data<f64>([0.5]);
export const MINUS_HALF: usize = memory.data<f64>([-0.5]);
export const ONE: usize = memory.data<f64>([1.0]);
const LEADING: usize = memory.data<i64>([-0x8000000]);

/** The 26 leading bits of each lane. */
// @ts-ignore: decorator
@inline
export function leading(x: v128): v128 {
  return v128.and(x, splat(LEADING));
}

/** Whether both lanes of a comparison hold. */
// @ts-ignore: decorator
@inline
export function both(comparison: v128): bool {
  return i64x2.bitmask(comparison) == 3;
}

/** The bucket of a number among 0 to last, in the order of numbers; last + 1 if it is not finite. */
// @ts-ignore: decorator
@inline
export function bucketOf(x: f64, low: f64, scale: f64, last: u32): u32 {
  if (!(x - x == 0)) return last + 1;
  return min(<u32>i32x4.extract_lane(i32x4.trunc_sat_f64x2_u_zero(f64x2.splat((x - low) * scale + 1.0)), 0), last);
}
